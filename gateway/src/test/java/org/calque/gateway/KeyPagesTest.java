package org.calque.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class KeyPagesTest {
    private static final String KEYS = "/settings/keys";
    private static final String NEW = "/settings/keys/new";

    @ParameterizedTest
    @ValueSource(strings = {KEYS, NEW, "/settings/keys/7", "/settings/keys/7/delete", "/settings/keys/7/made"})
    void namesAreShownAsTextAndNoPageIsKept(String path) {
        Browser.signedIn()
                .get(path)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; style-src 'self'; script-src 'self';"))
                .body(not(containsString("<script>")))
                .body(not(containsString(FakeKeys.SECRET)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/settings", KEYS, NEW, "/settings/keys/7", "/settings/delete"})
    void whoIsNotSignedInSignsInFirst(String path) {
        new Browser().get(path).statusCode(303).header("Location", startsWith("/auth/sign-in?target=%2Fsettings"));
    }

    @Test
    void theSecretIsShownOnceAndIsInNoAddressAndInNoCookieThatCouldBeRead() {
        var browser = Browser.signedIn();
        browser.send(NEW, NEW, "name", "robot", "expiry", "never", "may", "all", "once", "1")
                .statusCode(303)
                .header("Location", is("/settings/keys/7/made"))
                .header("Set-Cookie", allOf(containsString("HttpOnly"), containsString("SameSite=Lax")))
                .body(is(""));
        assertFalse(browser.cookie("calque_once").contains(FakeKeys.SECRET));
        browser.get("/settings/keys/7/made").statusCode(200).body(containsString(FakeKeys.SECRET));
        browser.get("/settings/keys/7/made").statusCode(200).body(not(containsString(FakeKeys.SECRET)));
    }

    @Test
    void theSecretOfOneKeyIsNotShownForAnother() {
        var browser = Browser.signedIn();
        browser.send(NEW, NEW, "name", "robot", "expiry", "never", "may", "all").statusCode(303);
        browser.get("/settings/keys/8/made").statusCode(404).body(not(containsString(FakeKeys.SECRET)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NEW,
                "/settings/keys/7",
                "/settings/keys/7/rotate",
                "/settings/keys/7/delete",
                "/settings/name",
                "/settings/email",
                "/settings/password",
                "/settings/sign-out",
                "/settings/delete",
                "/admin/registration-tokens",
                "/admin/mails/1/link"
            })
    void aFormWithoutTheMarkOfThisSiteIsRefused(String path) {
        var browser = Browser.signedIn();
        browser.post(browser.request(), path, "name", "x").statusCode(403).body(containsString("cannot be taken"));
        browser.mark(KEYS);
        browser.post(browser.request(), path, "name", "x", "csrf", "wrong").statusCode(403);
        var mark = new Browser().with("remember_me", FakeAccounts.SESSION).mark(KEYS);
        browser.post(browser.request(), path, "csrf", mark).statusCode(403);
    }

    @Test
    void aFormThatAnotherSiteSendsIsRefused() {
        var browser = Browser.signedIn();
        var mark = browser.mark(NEW);
        browser.post(browser.request().header("Sec-Fetch-Site", "cross-site"), NEW, "csrf", mark)
                .statusCode(403);
        browser.post(browser.request().header("Origin", "https://evil.example"), NEW, "csrf", mark)
                .statusCode(403);
    }

    @Test
    void whatAServiceRefusesIsShownAsText() {
        Browser.signedIn()
                .send("/settings/keys/7", "/settings/keys/7/rotate", "overlap", "0")
                .statusCode(422)
                .body(containsString("no &lt;script&gt;"))
                .body(not(containsString("<script>")));
    }

    @Test
    void aFormThatLacksSomethingIsShownAgainWithTheReason() {
        Browser.signedIn()
                .send(NEW, NEW, "name", "robot", "may", "some")
                .statusCode(422)
                .body(containsString("Tick at least one"))
                .body(containsString("value=\"robot\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/accounts", "/admin/mails", "/admin/registration-tokens", "/admin/audit"})
    void administratorsPagesAreNotThereForOthers(String path) {
        new Browser().get(path).statusCode(404).body(containsString("There is nothing here"));
    }
}
