package org.calque.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class ImpersonationPagesTest {
    private static final String PATH = "/auth/impersonate?auth_token=";

    @Test
    void aTokenSignsTheBrowserInAndLeadsToTheApp() {
        var browser = new Browser();
        browser.get(PATH + FakeAccounts.TOKEN)
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .body(containsString("url=http://127.0.0.1:8080/app\""));
        assertEquals(FakeAccounts.SESSION, browser.cookie("remember_me"));
    }

    @Test
    void aKnownLanguageGoesWithIt() {
        new Browser().get(PATH + FakeAccounts.TOKEN + "&lang_temp=de").body(containsString("/app?lang_temp=de\""));
        new Browser().get(PATH + FakeAccounts.TOKEN + "&lang_temp=xx").body(containsString("/app\""));
        new Browser()
                .get(PATH + FakeAccounts.TOKEN + "&lang_temp={other}", "\"><script>")
                .body(not(containsString("<script>")));
    }

    @Test
    void aWrongTokenIsRefusedInPlainWords() {
        new Browser()
                .get(PATH + "{token}", "<script>")
                .statusCode(200)
                .contentType("text/plain; charset=utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .body(is("ERROR: impersonate error -- Error: unknown or expired token: '<script>'"));
    }
}
