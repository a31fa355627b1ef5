package org.calque.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class SignInPagesTest {
    private static final String SIGN_IN = "/auth/sign-in";
    private static final String HOSTILE = "\"><script>alert(1)</script>'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGN_IN,
                "/auth/sign-up",
                "/auth/sign-out",
                "/auth/password-reset",
                "/auth/password-reset/secret",
                "/auth/verify-email?email=a@b.de&token=x"
            })
    void noPageMayBeKeptFramedOrRunForeignCode(String path) {
        new Browser()
                .get(path)
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none'; style-src 'self'; script-src 'self';"),
                                containsString("base-uri 'none'; frame-ancestors 'none'; form-action 'self'"),
                                not(containsString("unsafe")),
                                not(containsString("authenticated"))))
                .body(not(containsString("<style")))
                .body(not(containsString(" style=")))
                .body(not(containsString("<script>")));
    }

    @Test
    void whoeverSignsInGetsTheSessionAndGoesToTheSettings() {
        var browser = new Browser();
        browser.send(SIGN_IN, SIGN_IN, "email", "ada@example.org", "password", "right")
                .statusCode(303)
                .header("Location", "/settings");
        assertEquals(FakeAccounts.SESSION, browser.cookie("remember_me"));
        browser.get(SIGN_IN).statusCode(303).header("Location", "/settings");
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/keys, /settings/keys",
        "/admin/audit, /admin/audit",
        "//evil.example, /settings",
        "https://evil.example, /settings",
        "/settings/../../evil, /settings",
        "/settings//evil.example, /settings",
        "/\\evil.example, /settings",
        "/auth/sign-out, /settings"
    })
    void afterwardsTheBrowserGoesToPagesOfThisSiteOnly(String wish, String target) {
        new Browser()
                .send(SIGN_IN, SIGN_IN, "email", "a@b.de", "password", "right", "target", wish)
                .header("Location", target);
        Browser.signedIn().get(SIGN_IN + "?target={wish}", wish).header("Location", target);
    }

    @Test
    void aWishWithoutEndLeadsToTheFirstPage() {
        new Browser()
                .send(
                        SIGN_IN,
                        SIGN_IN,
                        "email",
                        "ada@example.org",
                        "password",
                        "right",
                        "target",
                        "/settings" + "/a".repeat(50_000))
                .statusCode(303)
                .header("Location", "/settings");
    }

    @Test
    void whatIsWrongStandsBesideItsField() {
        new Browser()
                .send(SIGN_IN, SIGN_IN, "email", "ada@example.org", "password", "wrong")
                .statusCode(422)
                .body("**.find { it.@id == 'password-problem' }.text()", startsWith("Password for 'ada@example.org'"))
                .body("**.find { it.@id == 'password' }.@aria-describedby", is("password-problem"))
                .body("**.find { it.@id == 'email' }.@value", is("ada@example.org"))
                .body(not(containsString("value=\"wrong\"")));
        new Browser()
                .send(SIGN_IN, SIGN_IN, "email", "ada@example.org", "password", "banned")
                .body("**.find { it.@id == 'email-problem' }.text()", is("'<b>' is banned."));
    }

    @Test
    void nothingThatIsSentBecomesCode() {
        new Browser()
                .send(SIGN_IN, SIGN_IN, "email", HOSTILE, "password", HOSTILE, "target", HOSTILE)
                .statusCode(422)
                .body(not(containsString("<script>alert")))
                .body(containsString("&lt;script&gt;alert"));
        for (String parameter : new String[] {"target", "note", "get_api_key", "email", "token"}) {
            for (String path : new String[] {SIGN_IN, "/auth/sign-up", "/app", "/auth/verify-email"}) {
                new Browser()
                        .get(path + "?" + parameter + "={value}", HOSTILE)
                        .body(not(containsString("<script>alert")));
            }
        }
        new Browser().get("/auth/password-reset/{secret}", "\"><script>").body(not(containsString("\"><script>")));
    }

    @Test
    void aFormWithoutTheMarkOfThisSiteIsNotTaken() {
        var browser = new Browser();
        browser.post(browser.request(), SIGN_IN, "email", "a@b.de", "password", "right")
                .statusCode(403)
                .header("Set-Cookie", not(containsString("remember_me")));
        browser.get(SIGN_IN);
        browser.post(browser.request(), SIGN_IN, "csrf", "wrong", "password", "right")
                .statusCode(403);
    }

    @Test
    void theMarkOfOneBrowserIsNothingInAnother() {
        var mark = new Browser().mark(SIGN_IN);
        var other = new Browser();
        other.get(SIGN_IN);
        other.post(other.request().formParam("csrf", mark), SIGN_IN, "password", "right")
                .statusCode(403);
        other.post(other.request().formParam("csrf", other.mark(SIGN_IN)), SIGN_IN, "password", "right")
                .statusCode(303);
    }

    @Test
    void theMarkOfAVisitorIsNothingOnceTheyAreSignedIn() {
        var browser = new Browser();
        var mark = browser.mark(SIGN_IN);
        browser.with("remember_me", FakeAccounts.SESSION);
        browser.post(browser.request().formParam("csrf", mark), "/auth/sign-out")
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aFormOfAnotherSiteIsNotTaken(String header, String value) {
        var browser = new Browser();
        var csrf = browser.mark(SIGN_IN);
        browser.post(browser.request().header(header, value).formParam("csrf", csrf), SIGN_IN, "password", "right")
                .statusCode(403)
                .body(containsString("cannot be taken"));
    }

    @Test
    void signingOutTakesAButtonAndEndsTheSession() {
        var browser = Browser.signedIn();
        browser.get("/auth/sign-out").statusCode(200).body(containsString("method=\"post\""));
        browser.send("/auth/sign-out", "/auth/sign-out")
                .statusCode(303)
                .header("Location", "/auth/sign-in?note=out")
                .cookies("remember_me", is(""));
        new Browser().get("/auth/sign-in?note=out").body(containsString("You are signed out."));
    }

    @Test
    void aSessionInEitherCookieOpensPages() {
        new Browser()
                .with("__Host-remember_me", FakeAccounts.SESSION)
                .get("/app")
                .header("Location", "/settings");
        new Browser().with("remember_me", FakeAccounts.SESSION).get("/app").header("Location", "/settings");
        new Browser().get("/app").statusCode(303).header("Location", "/auth/sign-in");
    }

    @Test
    void aForeignPageCannotUseTheSessionAtTheApi() {
        for (String origin : new String[] {"https://evil.example", "null"}) {
            Browser.signedIn()
                    .request()
                    .header("Origin", origin)
                    .contentType("application/json")
                    .body("{}")
                    .post("/api/v2/projects/get")
                    .then()
                    .body("error", startsWith("this was sent by a page of another site"));
        }
        Browser.signedIn()
                .request()
                .contentType("application/json")
                .body("{}")
                .post("/api/v2/projects/get")
                .then()
                .body("event", is("echo"));
        EventsTest.as("sk-ada")
                .header("Origin", "https://evil.example")
                .contentType("application/json")
                .body("{}")
                .post("/api/v2/projects/get")
                .then()
                .body("event", is("echo"));
    }

    @Test
    void assetsAreKeptForEverUnderTheNameOfTheirContent() {
        var page = new Browser().get(SIGN_IN).extract().asString();
        var style = page.replaceAll("(?s).*(/assets/[0-9a-f]+/pages\\.css).*", "$1");
        new Browser()
                .get(style)
                .statusCode(200)
                .contentType("text/css; charset=utf-8")
                .header("Cache-Control", "public, max-age=31536000, immutable");
        new Browser().get(style.replaceAll("[0-9a-f]{16}", "0123456789abcdef")).statusCode(404);
    }

    @Test
    void theCookieThatFormsAreTiedToIsForThisSiteOnly() {
        new Browser()
                .get(SIGN_IN)
                .header("Set-Cookie", allOf(containsString("HttpOnly"), containsString("SameSite=Lax")));
    }
}
