package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.calque.kit.testing.TestCallers.TestCaller;

/// Follows a copy as clients do.
final class Following {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Following() {}

    static ValidatableResponse status(TestCaller caller, String copy) {
        return given().spec(caller.spec())
                .body(Map.of("copy_path_id", copy))
                .post("/events/copy_path_status")
                .then()
                .statusCode(200)
                .body("event", is("copy_path_status_response"));
    }

    static ValidatableResponse untilFinished(TestCaller caller, String copy) throws InterruptedException {
        return until(caller, copy, "data.finished");
    }

    static ValidatableResponse until(TestCaller caller, String copy, String column) throws InterruptedException {
        var end = System.nanoTime() + LONGEST.toNanos();
        var status = status(caller, copy);
        while (status.extract().path(column) == null && System.nanoTime() < end) {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            status = status(caller, copy);
        }
        return status;
    }
}
