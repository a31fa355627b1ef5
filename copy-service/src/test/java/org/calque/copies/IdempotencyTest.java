package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class IdempotencyTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());
    private static final TestCaller GRACE = TestCallers.account(UUID.randomUUID());

    @Inject
    CopyRepository copies;

    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();
    private final String key = "key " + UUID.randomUUID();

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "f");
        Homes.make(target);
    }

    @Test
    void theSameRequestUnderTheSameKeyIsTheSameCopy() throws Exception {
        var first = id(ask(ADA, key, Map.of("src_path", "f")));
        assertEquals(first, id(ask(ADA, key, Map.of("src_path", "f"))));
        assertNull(Following.untilFinished(ADA, first).extract().path("data.error"));
        assertEquals(first, id(ask(ADA, key, Map.of("src_path", "f"))), "also after its end");
        assertEquals(1L, count());
    }

    @Test
    void whoAsksAgainMayWaitForTheSameCopy() {
        var wait = Map.<String, Object>of("src_path", "f", "wait_until_done", true);
        ask(ADA, key, wait).body("event", is("success"));
        ask(ADA, key, wait).body("event", is("success"));
        assertEquals(1L, count());
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefusedAndAnotherCallersKeysAreHisOwn() {
        var first = id(ask(ADA, key, Map.of("src_path", "f")));
        ask(ADA, key, Map.of("src_path", "f", "backup", true))
                .body("event", is("error"), "error", is("this Idempotency-Key was used for another request"));
        assertNotEquals(first, id(ask(GRACE, key, Map.of("src_path", "f"))));
        assertEquals(2L, count());
    }

    @Test
    void manyAtOnceMakeOneCopy() throws Exception {
        Set<String> ids = new HashSet<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> client = () -> id(ask(ADA, key, Map.of("src_path", "f")));
            for (var answer : clients.invokeAll(Collections.nCopies(8, client))) {
                ids.add(answer.get());
            }
        }
        assertEquals(1, ids.size());
        assertEquals(1L, count());
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        ask(ADA, "k".repeat(256), Map.of("src_path", "f"))
                .body("error", is("Idempotency-Key may have at most 255 characters"));
        assertEquals(0L, count());
    }

    private long count() {
        return QuarkusTransaction.requiringNew().call(() -> copies.count("targetProjectId", target));
    }

    private static String id(ValidatableResponse answer) {
        return answer.extract().path("copy_path_id");
    }

    private ValidatableResponse ask(TestCaller caller, String idempotencyKey, Map<String, Object> options) {
        var body = new HashMap<>(options);
        body.put("src_project_id", source);
        body.put("target_project_id", target);
        return given().spec(caller.spec())
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/events/copy_path_between_projects")
                .then()
                .statusCode(200);
    }
}
