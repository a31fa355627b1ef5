package org.calque.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class KeyFlowTest {
    private static final String FLOW = "/app?get_api_key=myapp";
    private static final String WATCHED = "https://authenticated/?api_key=" + FakeAccounts.KEY;

    @Test
    void theBannerNamesTheProgram() {
        new Browser()
                .get(FLOW)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", endsWith("form-action 'self' https://authenticated"))
                .body("**.find { it.@id == 'banner' }.text()", is("CoCalc API Key Access for Myapp"));
    }

    @Test
    void whoeverSignsInIsSentToTheProgramWithAKey() {
        var browser = new Browser();
        browser.send(FLOW, "/auth/sign-in", "get_api_key", "myapp", "email", "a@b.de", "password", "right")
                .statusCode(302)
                .header("Location", WATCHED)
                .header("Cache-Control", "no-store")
                .header("Content-Length", "0");
        assertEquals(FakeAccounts.SESSION, browser.cookie("remember_me"));
    }

    @Test
    void aWrongPasswordLeavesTheFlowGoingOn() {
        new Browser()
                .send(FLOW, "/auth/sign-in", "get_api_key", "myapp", "email", "a@b.de", "password", "wrong")
                .statusCode(422)
                .header("Content-Security-Policy", endsWith("https://authenticated"))
                .body(containsString("CoCalc API Key Access for Myapp"))
                .body("**.find { it.@name == 'get_api_key' }.@value", is("myapp"));
    }

    @Test
    void whoeverIsSignedInGivesTheKeyByAButtonAndNotByTheAddress() {
        var browser = Browser.signedIn();
        browser.get(FLOW)
                .statusCode(200)
                .body(not(containsString("sk_")))
                .body("**.find { it.@id == 'banner' }.text()", is("CoCalc API Key Access for Myapp"));
        browser.send(FLOW, "/app", "get_api_key", "myapp").statusCode(302).header("Location", WATCHED);
        browser.post(browser.request(), "/app", "get_api_key", "myapp").statusCode(403);
    }

    @Test
    void somebodyElseMayGiveTheKeyInstead() {
        Browser.signedIn()
                .get("/auth/sign-in?get_api_key=myapp")
                .statusCode(200)
                .body(containsString("CoCalc API Key Access for Myapp"));
    }

    @Test
    void whoeverIsNotSignedInGivesNoKey() {
        var browser = new Browser();
        browser.send(FLOW, "/app", "get_api_key", "myapp").statusCode(200).body(containsString("name=\"password\""));
        assertNull(browser.cookie("remember_me"));
    }

    @Test
    void withoutAProgramThereIsNoKey() {
        Browser.signedIn().send(FLOW, "/app").statusCode(422);
        Browser.signedIn().get("/app?get_api_key=").statusCode(303).header("Location", "/settings");
    }

    @Test
    void theNameOfAProgramIsShortAndPlain() {
        new Browser()
                .get("/app?get_api_key={name}", "<b>evil</b>\u202Eppa\n" + "x".repeat(100))
                .body(
                        "**.find { it.@id == 'banner' }.text()",
                        allOf(startsWith("CoCalc API Key Access for <b>evil</b>ppaxx"), endsWith("x".repeat(26))))
                .body(containsString("&lt;b&gt;evil"))
                .body(not(containsString("<b>evil")))
                .body(not(containsString("x".repeat(41))));
    }

    @Test
    void theNextStepsStayInTheFlow() {
        new Browser().get(FLOW).body(containsString("/auth/sign-up?get_api_key=myapp"));
    }
}
