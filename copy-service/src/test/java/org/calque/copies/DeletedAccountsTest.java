package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.calque.kit.Outbox;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.calque.messages.facts.AccountDeleted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody has set going ends with the account.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class DeletedAccountsTest {
    private final TestCaller ada = TestCallers.account(UUID.randomUUID());
    private final TestCaller grace = TestCallers.account(UUID.randomUUID());
    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();

    @Inject
    AgroalDataSource database;

    @Inject
    Outbox outbox;

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "f");
        Homes.make(target);
    }

    @Test
    void itsSchedulesCopiesAndWebhooksEndAndThoseOfOthersGoOn() throws Exception {
        for (var caller : List.of(ada, grace)) {
            post(caller, "/v2/copies/schedules/create", Map.of("path", "f", "cron", "0 6 * * *"))
                    .body("schedule_id", notNullValue());
            addWebhook(caller);
        }
        var hers = copyInAnHour(ada);
        var anothers = copyInAnHour(grace);
        try (var events = EventReader.follow(ada, "?copy_id=" + hers, null);
                var telling = Executors.newSingleThreadScheduledExecutor()) {
            // Who has just begun to read a topic may miss what is told meanwhile, and facts come twice anyway.
            telling.scheduleWithFixedDelay(() -> tell(new AccountDeleted(ada.id())), 0, 1, TimeUnit.SECONDS);
            assertEquals("copy.cancelled", events.next().type());
            telling.shutdownNow();
        }
        post(ada, "/v2/copies/schedules/list", Map.of()).body("schedules", empty());
        assertEquals(0, webhooks(ada));

        post(grace, "/v2/copies/schedules/list", Map.of()).body("schedules.size()", is(1));
        post(grace, "/v2/copies/cancel", Map.of("copy_id", anothers)).body("status", is("ok"));
        assertEquals(1, webhooks(grace));
    }

    private void tell(AccountDeleted fact) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(fact));
    }

    private String copyInAnHour(TestCaller caller) {
        var inAnHour = Instant.now().plusSeconds(3600).toString();
        return post(caller, "/events/copy_path_between_projects", Map.of("src_path", "f", "scheduled", inAnHour))
                .body("copy_path_id", notNullValue())
                .extract()
                .path("copy_path_id");
    }

    private ValidatableResponse post(TestCaller caller, String path, Map<String, Object> options) {
        var body = new HashMap<String, Object>(options);
        body.put("src_project_id", source);
        body.put("target_project_id", target);
        return given().spec(caller.spec()).body(body).post(path).then().statusCode(200);
    }

    private void addWebhook(TestCaller caller) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into copy_webhooks (id, account, url, after_position)"
                        + " values (gen_random_uuid(), ?, 'https://example.org/', 0)")) {
            insert.setObject(1, caller.id());
            insert.executeUpdate();
        }
    }

    private int webhooks(TestCaller caller) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from copy_webhooks where account = ?")) {
            select.setObject(1, caller.id());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
