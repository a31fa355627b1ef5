package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The ways into the system by a browser, step by step as a program sees them.
class SignInPagesTest {
    private static final String WATCHED = "https://authenticated/?api_key=";
    private static Client admin;
    private static Person ada;

    private final Web web = new Web(RunningSystem.shared().baseUrl());

    @BeforeAll
    static void somebodyHasAnAccount() {
        admin = new Client(
                RunningSystem.shared().baseUrl(), RunningSystem.shared().adminKey());
        ada = World.person(admin, "Ada", "Browser");
    }

    private String keyFrom(Web.Answer answer) {
        assertEquals(302, answer.status(), answer.body());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("", answer.body());
        assertTrue(answer.header("Location").startsWith(WATCHED + "sk_"), answer.header("Location"));
        return answer.header("Location").substring(WATCHED.length());
    }

    private static boolean works(String key) {
        return admin.withKey(key).call("ping").event().equals("pong");
    }

    private static void awaitEndOf(String key) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (works(key)) {
            assertTrue(System.nanoTime() < deadline, "a key that was replaced still works");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aProgramGetsTheKeyOfWhoeverSignsIn() throws InterruptedException {
        var page = web.get("/app?get_api_key=myapp");
        assertEquals(200, page.status());
        assertTrue(page.body().contains("CoCalc API Key Access for Myapp"));
        var first = keyFrom(
                web.post("/auth/sign-in", "get_api_key", "myapp", "email", ada.email(), "password", ada.password()));
        assertTrue(works(first));

        var confirmation = web.get("/app?get_api_key=myapp");
        assertEquals(200, confirmation.status());
        assertFalse(confirmation.body().contains("sk_"));
        var second = keyFrom(web.post("/app", "get_api_key", "myapp"));
        assertTrue(works(second));
        awaitEndOf(first);
    }

    @Test
    void aProgramGetsTheKeyOfWhoeverSignsUp() {
        web.get("/auth/sign-up?get_api_key=myapp");
        var key = keyFrom(web.post(
                "/auth/sign-up",
                "get_api_key",
                "myapp",
                "firstName",
                "Nell",
                "lastName",
                "New",
                "email",
                "nell-" + System.nanoTime() + "@example.com",
                "password",
                "viola Tundra 91 kettle",
                "terms",
                "yes"));
        assertTrue(works(key));
    }

    @Test
    void signingOutEndsTheSessionEverywhere() throws InterruptedException {
        web.get("/auth/sign-in");
        assertEquals(
                303,
                web.post("/auth/sign-in", "email", ada.email(), "password", ada.password())
                        .status());
        var session = web.cookie("remember_me");
        web.get("/auth/sign-out");
        assertEquals(303, web.post("/auth/sign-out").status());
        assertEquals("", web.cookie("remember_me"));
        var thief = new Web(RunningSystem.shared().baseUrl()).with("remember_me", session);
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thief.get("/settings").status() == 200) {
            assertTrue(System.nanoTime() < deadline, "the session goes on");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aTokenOfUserAuthSignsABrowserInAsOftenAsItLikes() {
        var token = admin.call("user_auth", "account_id", ada.accountId(), "password", "")
                .expect("user_auth_token")
                .text("auth_token");
        for (int time = 0; time < 2; time++) {
            var browser = new Web(RunningSystem.shared().baseUrl());
            var answer = browser.get("/auth/impersonate?auth_token=" + token + "&lang_temp=de");
            assertEquals(200, answer.status());
            assertTrue(answer.header("Content-Type").startsWith("text/html"));
            assertTrue(answer.body().contains(RunningSystem.shared().baseUrl() + "/app?lang_temp=de"), answer.body());
            assertEquals(4, browser.cookie("remember_me").split("\\$").length);
            assertEquals("/settings", browser.get("/app").header("Location"));
            assertEquals(200, browser.get("/settings").status());
        }
    }

    @Test
    void withoutAGoodTokenNobodyIsSignedIn() {
        assertEquals(
                "ERROR: impersonate error -- Error: invalid empty token",
                web.get("/auth/impersonate").body());
        var unknown = web.get("/auth/impersonate?auth_token=nonsense");
        assertEquals(200, unknown.status());
        assertTrue(unknown.header("Content-Type").startsWith("text/plain"));
        assertEquals("ERROR: impersonate error -- Error: unknown or expired token: 'nonsense'", unknown.body());
        assertNull(web.cookie("remember_me"));
    }

    @Test
    void anotherSiteCanSendNoForm() {
        var answer = web.post("/auth/sign-in", "email", ada.email(), "password", ada.password());
        assertEquals(403, answer.status());
        assertNull(web.cookie("remember_me"));
    }
}
