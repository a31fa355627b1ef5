package org.calque.accounts;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;

/// Somebody who has signed in.
///
/// @param cookie its session
/// @param caller its calls by that session
record SignedIn(String cookie, TestCaller caller) {
    private static int clients;

    static SignedIn as(UUID account, String email, String password) {
        String cookie = AccountsTest.route(freshClient(), "auth/sign-in", Map.of("email", email, "password", password))
                .extract()
                .cookie("remember_me");
        var session = AccountsTest.lookUp("session", cookie);
        return new SignedIn(
                cookie, TestCallers.account(account).by(session.extract().path("key_id")));
    }

    /// Nobody, at an address where no throttle has counted anything.
    static TestCaller freshClient() {
        return TestCallers.nobody().at("2001:db8:2:" + Integer.toHexString(++clients) + "::1");
    }

    boolean isOver() {
        return given().spec(TestCallers.service().spec())
                        .body(Map.of("session", cookie))
                        .post("/keys/lookup")
                        .statusCode()
                == 404;
    }
}
