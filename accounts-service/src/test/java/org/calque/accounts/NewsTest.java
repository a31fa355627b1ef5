package org.calque.accounts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NewsTest extends AccountsTest {
    private static final long NOW = Instant.now().getEpochSecond();

    private final String title = "news " + UUID.randomUUID();

    private Map<String, Object> item(Object... more) {
        var item = new LinkedHashMap<String, Object>(Map.of("title", title, "text", "*All* of it."));
        for (int i = 0; i < more.length; i += 2) {
            item.put((String) more[i], more[i + 1]);
        }
        return item;
    }

    private static ValidatableResponse edit(Map<String, ?> item) {
        return route(SOMEBODY.admin(), "news/edit", item);
    }

    private static int added(Map<String, ?> item) {
        return edit(item)
                .body("success", is(true), "id", greaterThan(0))
                .extract()
                .path("id");
    }

    private static ValidatableResponse list() {
        return route(TestCallers.nobody(), "news/list", Map.of());
    }

    @Test
    void everybodyReadsWhatAnAdministratorWrites() {
        int id = added(item("date", NOW - 60, "channel", "feature", "url", "/features", "tags", List.of("files")));
        var found = "find { it.id == " + id + " }.";
        list().header("Cache-Control", "public, max-age=3600")
                .body(found + "title", is(title))
                .body(found + "text", is("*All* of it."))
                .body(found + "date", is((int) (NOW - 60)))
                .body(found + "channel", is("feature"))
                .body(found + "url", is("/features"))
                .body(found + "tags", contains("files"))
                .body(found + "until", nullValue())
                .body(found + "hide", nullValue());
    }

    @Test
    void theNewestIsFirstAndWhatIsHiddenOverOrToComeIsForAdministrators() {
        int old = added(item("date", NOW - 7200));
        int young = added(item("date", NOW - 3600));
        List<Integer> hidden = List.of(
                added(item("hide", true)),
                added(item("date", NOW + 3600)),
                added(item("date", NOW - 3600, "until", NOW - 60)));
        var mine = "findAll { it.title == '" + title + "' }.id";
        list().body(mine, contains(young, old));
        var all = route(SOMEBODY.admin(), "news/list", Map.of("all", true)).header("Cache-Control", nullValue());
        hidden.forEach(it -> all.body(mine, hasItem(it)));
        route(SOMEBODY, "news/list", Map.of("all", true)).body("error", is("only admins can list all news"));
    }

    @Test
    void whatAnItemWasIsKeptWhenItIsWrittenAnew() throws SQLException {
        int id = added(item("date", NOW - 60, "url", "/a", "tags", List.of("t"), "until", NOW + 60));
        edit(Map.of("id", id, "title", title, "text", "Less.")).body("id", is(id));
        var found = "find { it.id == " + id + " }.";
        list().body(found + "text", is("Less."))
                .body(found + "date", is((int) (NOW - 60)))
                .body(found + "channel", is("announcement"))
                .body(found + "url", nullValue())
                .body(found + "tags", is(empty()))
                .body(found + "until", nullValue());
        assertEquals(
                "*All* of it./a" + (NOW + 60),
                ask(
                        "select value ->> 'text' || (value ->> 'url') || (value ->> 'until')"
                                + " from news, jsonb_each(history) where id = ?",
                        id));
    }

    @Test
    void theQueryLanguageIsShownNothingThatIsOver() throws SQLException {
        int over = added(item("date", NOW - 3600, "until", NOW - 60));
        int lasting = added(item("date", NOW - 3600, "until", NOW + 3600));
        assertNull(ask("select id from api_news where id = ?", over));
        assertEquals("" + lasting, ask("select id from api_news where id = ?", lasting));
    }

    @Test
    void nobodyElseWritesNews() {
        route(TestCallers.nobody(), "news/edit", item()).body("error", is("must be signed in"));
        route(SOMEBODY, "news/edit", item()).body("error", is("only admins can edit news"));
        list().body("title", not(hasItem(title)));
    }

    @Test
    void whatIsWrongIsSaidByItsName() {
        edit(Map.of("text", "x")).body("error", is("title must be specified"));
        edit(Map.of("title", "x", "text", " ")).body("error", is("text must be specified"));
        edit(item("title", "x".repeat(1001))).body("error", is("title must have at most 1000 characters"));
        edit(item("text", "a\0b")).body("error", is("text must not contain the character with the code 0"));
        edit(item("url", "javascript:alert(1)")).body("error", startsWith("url must begin with https://"));
        edit(item("tags", List.of("x".repeat(101)))).body("error", is("each of tags must have at most 100 characters"));
        edit(item("date", "2026-01-01")).body("error", startsWith("property 'date' must be an integer"));
        edit(item("until", -1)).body("error", startsWith("until must be in seconds since 1970"));
        edit(item("id", 2_000_000_000)).body("error", is("no news with id 2000000000"));
        edit(item("id", Long.MAX_VALUE / 10)).body("error", startsWith("no news with id "));
    }
}
