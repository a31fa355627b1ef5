package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopySchedulesTest {
    private final TestCaller ada = TestCallers.account(UUID.randomUUID());
    private final TestCaller grace = TestCallers.account(UUID.randomUUID());
    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "f");
        Homes.make(target);
    }

    @Test
    void aRunThatIsDueIsACopyThatIsMadeAndTold() throws Exception {
        try (var events = EventReader.follow(ada, "", null)) {
            var schedule = create(Map.of());
            makeDue(schedule);
            var told = events.next(3).getLast();
            assertEquals("copy.finished", told.type());
            assertEquals(schedule, told.data().path("schedule_id").asText());
            call(ada, "get", schedule)
                    .body("last_copy_id", is(told.copy()))
                    .body("runs", is(1))
                    .body("state", is("active"))
                    .body("last_due", notNullValue())
                    .body("next_due", notNullValue());
        }
    }

    @Test
    void aScheduleIsPausedResumedAndEnded() {
        var schedule = create(Map.of("time_zone", "Europe/Berlin", "exclude", new String[] {"*.tmp"}));
        list(ada, Map.of("project_id", target)).body("schedules.schedule_id", contains(schedule));
        call(ada, "pause", schedule).body("status", is("ok"));
        call(ada, "get", schedule)
                .body("state", is("paused"))
                .body("next_due", nullValue())
                .body("time_zone", is("Europe/Berlin"))
                .body("exclude", contains("*.tmp"));
        call(ada, "pause", schedule).body("error", is("the schedule is not active"));
        call(ada, "resume", schedule).body("status", is("ok"));
        call(ada, "resume", schedule).body("error", is("the schedule is not paused"));
        call(ada, "get", schedule).body("next_due", notNullValue());
        call(ada, "end", schedule).body("status", is("ok"));
        call(ada, "end", schedule).body("error", is("the schedule has ended"));
        call(ada, "resume", schedule).body("error", is("the schedule is not paused"));
        list(ada, Map.of()).body("schedules", empty());
        list(ada, Map.of("ended", true)).body("schedules.state", contains("ended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "pause", "resume", "end"})
    void nobodyHearsOfTheSchedulesOfOthers(String deed) {
        var schedule = create(Map.of());
        call(grace, deed, schedule).body("error", is("schedule_id not found"));
        call(ada.onlyIn(source), deed, schedule).body("error", is("schedule_id not found"));
        call(TestCallers.nobody(), deed, schedule).body("error", is("must be signed in"));
        call(ada, deed, "x").body("error", is("schedule_id must be a valid uuid"));
        list(grace, Map.of("project_id", target)).body("schedules", empty());
        list(ada.onlyIn(source), Map.of()).body("schedules", empty());
        call(ada, "get", schedule).body("state", is("active"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron           |             | cron must be specified",
                "cron           | * * * *     | cron must be minute, hour, day of the month",
                "cron           | 0 0 30 2 *  | cron must have a time that comes",
                "cron           | */4 * * * * | cron must leave at least 300 seconds between two runs, but has two within 240",
                "time_zone      | Mars        | time_zone must be the name of a time zone such as Europe/Berlin",
                "path           |             | path must be specified",
                "path           | ../x        | source path must be contained in project home dir",
                "src_project_id | x           | src_project_id must be a valid uuid",
                "bwlimit        | fast        | bwlimit must be a number of KiB per second",
            })
    void whatCannotBeScheduledIsRefusedByName(String option, String value, String words) {
        ask(ada, Map.of(option, value == null ? "" : value)).body("error", startsWith(words));
        list(ada, Map.of()).body("schedules", empty());
    }

    @Test
    void onlyPeopleOfBothProjectsSchedule() {
        ask(ada, Map.of("target_project_id", FakeProjects.readable()))
                .body("error", is("must be a collaborator on target project"));
        ask(ada, Map.of("src_project_id", FakeProjects.readable()))
                .body("error", is("must be a collaborator on source project"));
        ask(TestCallers.nobody(), Map.of()).body("error", is("must be signed in"));
    }

    @Test
    void anAccountHasSoManySchedulesAndNoMore() {
        for (int i = 0; i < 100; i++) {
            create(Map.of());
        }
        ask(ada, Map.of()).body("error", is("you may have at most 100 schedules; end one first"));
    }

    private void makeDue(String schedule) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update copy_schedules set next_due = clock_timestamp() where id = ?::uuid")) {
            update.setString(1, schedule);
            update.executeUpdate();
        }
    }

    private String create(Map<String, Object> options) {
        return ask(ada, options).body("error", nullValue()).extract().path("schedule_id");
    }

    private ValidatableResponse ask(TestCaller caller, Map<String, Object> options) {
        var body = new HashMap<String, Object>(
                Map.of("src_project_id", source, "target_project_id", target, "path", "f", "cron", "0 6 * * *"));
        body.putAll(options);
        return given().spec(caller.spec())
                .body(body)
                .post("/v2/copies/schedules/create")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse call(TestCaller caller, String deed, String schedule) {
        return given().spec(caller.spec())
                .body(Map.of("schedule_id", schedule))
                .post("/v2/copies/schedules/" + deed)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse list(TestCaller caller, Map<String, Object> options) {
        return given().spec(caller.spec())
                .body(options)
                .post("/v2/copies/schedules/list")
                .then()
                .statusCode(200);
    }
}
