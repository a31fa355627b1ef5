package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A message reaches those whom it names, and nobody else ever.
@QuarkusTest
class MessagesTest extends AccountsTest {
    private static final String NOT_YOURS = "you do not have permission to edit this message";
    private static final String NO_SUCH = "use the sent_messages table to create a new message";

    private static ValidatableResponse post(TestCaller caller, String path, String row) {
        return given().spec(caller.spec())
                .body(row.replace('\'', '"'))
                .post(path)
                .then();
    }

    private static ValidatableResponse set(TestCaller caller, String table, String row, Object... values) {
        return post(caller, "/tables/" + table, row.formatted(values));
    }

    private static ValidatableResponse create(TestCaller caller, String row, Object... values) {
        return post(caller, "/tables/create_message/new", row.formatted(values));
    }

    private static int sent(TestCaller from, TestCaller to) {
        return create(from, "{'to_ids':['%s'],'subject':'s','body':'b','sent':'2020-01-01T00:00:00Z'}", to.id())
                .body("id", greaterThan(0))
                .extract()
                .path("id");
    }

    private static int drafted(TestCaller from, TestCaller to) {
        return create(from, "{'to_ids':['%s'],'subject':'s','body':'b'}", to.id())
                .body("sent", nullValue())
                .extract()
                .path("id");
    }

    private List<Integer> found(TestCaller caller, String type) throws SQLException {
        return get(caller, Map.of("type", type))
                .body("status", is("success"))
                .extract()
                .path("messages.id");
    }

    /// However often tests ask.
    private ValidatableResponse get(TestCaller caller, Map<String, ?> parameters) throws SQLException {
        sql("delete from attempts where kind = 'CALL'");
        return route(caller, "messages/get", parameters);
    }

    private String marks(int id) throws SQLException {
        return ask(
                "select concat_ws(' ', read, saved, starred, liked, deleted, expire) from messages where id = ?", id);
    }

    private int unread(TestCaller caller) throws SQLException {
        return Integer.parseInt(
                ask("select coalesce(unread_message_count, 0) from api_accounts where account_id = ?", caller.id()));
    }

    @Test
    void aMessageReachesByIdOrAddressThoseWhomItNames() throws SQLException {
        var ada = member();
        var address = freshEmail();
        var grace = TestCallers.account(create(address));
        var alan = member();
        var eve = member();
        int id = route(
                        ada,
                        "messages/send",
                        Map.of(
                                "to_ids",
                                List.of(
                                        address.toUpperCase(),
                                        alan.id().toString(),
                                        grace.id().toString()),
                                "subject",
                                "Notes",
                                "body",
                                "on the *engine*"))
                .body("status", is("success"))
                .extract()
                .path("id");
        for (var receiver : List.of(grace, alan)) {
            get(receiver, Map.of())
                    .body("messages.id", contains(id))
                    .body("messages[0].from_id", is(ada.id().toString()))
                    .body(
                            "messages[0].to_ids",
                            contains(grace.id().toString(), alan.id().toString()))
                    .body("messages[0].subject", is("Notes"))
                    .body("messages[0].body", is("on the *engine*"))
                    .body("messages[0].read", is(false));
        }
        assertEquals(List.of(id), found(ada, "sent"));
        assertEquals(List.of(), found(ada, "received"));
        for (var type : List.of("received", "sent", "new", "starred", "liked")) {
            assertEquals(List.of(), found(eve, type), type);
            assertEquals(List.of(), found(eve.admin(), type), type);
        }
    }

    @Test
    void withoutReceiversItIsANoteToOneself() throws SQLException {
        var ada = member();
        route(ada, "messages/send", Map.of("subject", "s", "body", "b")).body("id", greaterThan(0));
        get(ada, Map.of()).body("messages.to_ids", contains(List.of(ada.id().toString())));
    }

    @Test
    void aDraftIsItsWritersUntilItIsSent() throws SQLException {
        var ada = member();
        var grace = member();
        var eve = member();
        int id = drafted(ada, grace);
        assertEquals(List.of(id), found(ada, "sent"));
        assertEquals(List.of(), found(grace, "received"));
        assertEquals(0, unread(grace));
        set(grace, "messages", "{'id':%d,'read':'01'}", id).body("error", is(NO_SUCH));
        set(eve, "sent_messages", "{'id':%d,'subject':'mine'}", id)
                .body("error", is("use the create_message virtual table to create messages"));
        set(
                        ada,
                        "sent_messages",
                        "{'id':%d,'subject':'better','to_ids':['%s','%s'],'read':'1'}",
                        id,
                        eve.id(),
                        ada.id())
                .body("$", anEmptyMap());
        set(ada, "sent_messages", "{'id':%d,'sent':'1999-01-01T00:00:00Z'}", id).body("$", anEmptyMap());
        assertEquals(List.of(), found(grace, "received"));
        get(eve, Map.of())
                .body("messages.id", contains(id))
                .body("messages[0].subject", is("better"))
                .body("messages[0].sent", not(startsWith("1999")))
                .body("messages[0].read", is(false));
        assertEquals(1, unread(eve));
        assertEquals(1, unread(ada));
    }

    @Test
    void whatIsSentStaysAsItIsAndOnlyTheWritersBitChanges() throws SQLException {
        var ada = member();
        var grace = member();
        int id = sent(ada, grace);
        set(
                        ada,
                        "sent_messages",
                        "{'id':%d,'subject':'x','body':'y','to_ids':['%s'],'sent':'2020-01-01T00:00:00Z','saved':'11'}",
                        id,
                        ada.id())
                .body("$", anEmptyMap());
        assertEquals("10", marks(id));
        get(grace, Map.of()).body("messages.subject", contains("s"));
        assertEquals(List.of(), found(ada, "received"));
    }

    @Test
    void everybodySetsTheOwnBitAlone() throws SQLException {
        var ada = member();
        var grace = member();
        var alan = member();
        int id = create(
                        ada,
                        "{'to_ids':['%s','%s'],'subject':'s','body':'b','sent':'2020-01-01T00:00:00Z'}",
                        grace.id(),
                        alan.id())
                .extract()
                .path("id");
        set(alan, "messages", "{'id':%d,'read':'111'}", id).body("$", anEmptyMap());
        assertEquals("001", marks(id));
        set(grace, "messages", "{'id':%d,'read':'110'}", id).body("$", anEmptyMap());
        assertEquals("011", marks(id));
        set(alan, "messages", "{'id':%d,'read':''}", id).body("$", anEmptyMap());
        assertEquals("010", marks(id));
        set(ada, "messages", "{'id':%d,'read':'111'}", id).body("error", is(NOT_YOURS));
        assertEquals("010", marks(id));
    }

    @Test
    void twoWhoMarkAMessageAtOnceAreBothHeard() throws Exception {
        var ada = member();
        var readers = new ArrayList<TestCaller>();
        for (int i = 0; i < 12; i++) {
            readers.add(member());
        }
        var ids = String.join(
                "','", readers.stream().map(it -> it.id().toString()).toList());
        int id = create(ada, "{'to_ids':['" + ids + "'],'subject':'s','body':'b','sent':'2020-01-01T00:00:00Z'}")
                .extract()
                .path("id");
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var marking = new ArrayList<Future<?>>();
            for (var reader : readers) {
                marking.add(all.submit(() -> set(reader, "messages", "{'id':%d,'liked':'1111111111111'}", id)
                        .body("$", anEmptyMap())));
            }
            for (var mark : marking) {
                mark.get();
            }
        }
        assertEquals("0111111111111", marks(id));
    }

    @Test
    void strangersAndAdministratorsChangeNothingOfOthers() throws SQLException {
        var ada = member();
        var grace = member();
        int id = sent(ada, grace);
        for (var eve : List.of(member(), member().admin(), TestCallers.account(UUID.randomUUID()))) {
            set(eve, "messages", "{'id':%d,'read':'111','deleted':'111','expire':'111'}", id)
                    .body("error", is(NOT_YOURS));
            set(eve, "sent_messages", "{'id':%d,'subject':'x','deleted':'111'}", id)
                    .body("error", is(NOT_YOURS));
        }
        for (var table : List.of("messages", "sent_messages")) {
            set(TestCallers.nobody(), table, "{'id':%d,'read':'11'}", id)
                    .body("error", is("FATAL: account_id must be specified -- make sure you are signed in"));
        }
        set(ada, "messages", "{'id':2147483647,'read':'11'}").body("error", is(NO_SUCH));
        set(ada, "messages", "{'read':'11'}").body("error", is(NO_SUCH));
        set(ada, "sent_messages", "{'subject':'x'}")
                .body("error", is("use the create_message virtual table to create messages"));
        assertEquals("", marks(id));
        var sudo = member().admin();
        post(sudo, "/tables/messages?as=" + grace.id(), "{'id':%d,'read':'01'}".formatted(id))
                .body("$", anEmptyMap());
        assertEquals("01", marks(id));
        post(member(), "/tables/messages?as=" + grace.id(), "{'id':%d,'read':'00'}".formatted(id))
                .body("error", is("user must be admin to sudo"));
        assertEquals("01", marks(id));
    }

    @Test
    void whoDeletesAMessageDeletesItForOneselfAlone() throws SQLException {
        var ada = member();
        var grace = member();
        int id = sent(ada, grace);
        set(ada, "sent_messages", "{'id':%d,'deleted':'11','expire':'11'}", id).body("$", anEmptyMap());
        assertEquals(List.of(), found(ada, "sent"));
        assertEquals(List.of(id), found(grace, "received"));
        int other = sent(ada, grace);
        set(grace, "messages", "{'id':%d,'expire':'11'}", other).body("$", anEmptyMap());
        assertEquals(List.of(id), found(grace, "received"));
        assertEquals(List.of(other), found(ada, "sent"));
        set(grace, "messages", "{'id':%d,'deleted':'01'}", id).body("$", anEmptyMap());
        assertEquals(List.of(id), found(grace, "received"));
        assertEquals(List.of(), found(grace, "new"));
        assertEquals(0, unread(grace));
    }

    @Test
    void whatIsUnreadIsCounted() throws SQLException {
        var ada = member();
        var grace = member();
        int first = sent(ada, grace);
        int second = sent(ada, grace);
        assertEquals(2, unread(grace));
        assertEquals(List.of(second, first), found(grace, "new"));
        set(grace, "messages", "{'id':%d,'read':'01'}", first);
        set(grace, "messages", "{'id':%d,'read':'01','saved':'01','starred':'01','liked':'01'}", first);
        assertEquals(1, unread(grace));
        assertEquals(List.of(second), found(grace, "new"));
        assertEquals(List.of(first), found(grace, "starred"));
        assertEquals(List.of(first), found(grace, "liked"));
        set(grace, "messages", "{'id':%d,'read':'00','saved':'00'}", first);
        assertEquals(2, unread(grace));
    }

    @Test
    void anAnswerBelongsToTheConversationThatItsWriterIsIn() throws SQLException {
        var ada = member();
        var grace = member();
        var eve = member();
        int first = sent(ada, grace);
        int second = answered(grace, ada, first);
        int third = answered(ada, grace, second);
        get(grace, Map.of()).body("messages.thread_id", contains(first, null));
        get(ada, Map.of("type", "sent"))
                .body("messages.id", contains(third, first))
                .body("messages.thread_id", contains(first, null));
        answered(eve, ada, second);
        get(eve, Map.of("type", "sent")).body("messages[0].thread_id", nullValue());
        create(eve, "{'to_ids':['%s'],'subject':'s','body':'b','thread_id':%d.0}", ada.id(), first)
                .body("error", is("thread_id must be the id of a message that you have sent or received"));
        create(grace, "{'to_ids':['%s'],'subject':'s','body':'b','thread_id':%d.0}", ada.id(), third)
                .body("thread_id", is(first));
    }

    private static int answered(TestCaller from, TestCaller to, int message) {
        return route(
                        from,
                        "messages/send",
                        Map.of(
                                "to_ids",
                                List.of(to.id().toString()),
                                "subject",
                                "Re",
                                "body",
                                "b",
                                "reply_id",
                                message))
                .body("status", is("success"))
                .extract()
                .path("id");
    }

    @Test
    void pagesAndCutoffsLeaveOut() throws SQLException {
        var ada = member();
        var grace = member();
        int first = sent(ada, grace);
        int second = sent(ada, grace);
        sql("update messages set sent = now() - interval '2 days' where id = ?", first);
        get(grace, Map.of("limit", 1)).body("messages.id", contains(second));
        get(grace, Map.of("limit", "1", "offset", 1)).body("messages.id", contains(first));
        get(grace, Map.of("cutoff", System.currentTimeMillis() - 3_600_000)).body("messages.id", contains(second));
        get(grace, Map.of("cutoff", "9000-01-01T00:00:00Z")).body("messages", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit | 501 | limit must be from 0 to 500, but is 501",
                "limit | -1 | limit must be from 0 to 500, but is -1",
                "offset | -1 | offset must be from 0 to 2147483647, but is -1",
                "type | all | type must be one of received, sent, new, starred, liked, but is 'all'",
                "cutoff | soon | cutoff must be a time such as 2030-01-31T12:00:00Z"
            })
    void whatCannotBeListedIsRefused(String field, String value, String error) throws SQLException {
        get(SOMEBODY, Map.of(field, value)).body("error", is(error));
    }

    @Test
    void whatCannotBeSentIsRefusedAndNotKept() throws SQLException {
        var ada = member();
        var stranger = UUID.randomUUID().toString();
        create(ada, "{'to_ids':['%s','%s'],'subject':'s','body':'b','sent':'2020-01-01T00:00:00Z'}", ada.id(), stranger)
                .body(
                        "error",
                        is("every target account_id must exist -- these accounts do not exist: [\"" + stranger
                                + "\"]"));
        create(ada, "{'to_ids':[],'subject':'s','body':'b','sent':'2020-01-01T00:00:00Z'}")
                .body("error", is("to_ids must name at least one account"));
        create(ada, "{'subject':'%s'}", "x".repeat(1001))
                .body("error", is("subject must have at most 1000 characters"));
        create(ada, "{'body':'%s'}", "x".repeat(200_001)).body("error", is("body must have at most 200000 characters"));
        var many = String.join("','", java.util.Collections.nCopies(101, stranger));
        create(ada, "{'to_ids':['" + many + "']}").body("error", is("to_ids must name at most 100 accounts"));
        create(ada, "{'subject':'a\\u0000'}")
                .body("error", is("subject must not contain the character with the code 0"));
        route(ada, "messages/send", Map.of("body", "b")).body("error", is("subject must be specified"));
        assertEquals(List.of(), found(ada, "sent"));
        for (var caller : List.of(TestCallers.nobody(), TestCallers.project(UUID.randomUUID()))) {
            route(caller, "messages/send", Map.of("subject", "s", "body", "b")).body("error", is("must be signed in"));
            get(caller, Map.of()).body("error", is("must be signed in"));
            create(caller, "{'subject':'s'}").body("error", startsWith("FATAL: account_id must be specified"));
        }
    }

    @Test
    void whoWritesTooOftenWaits() throws SQLException {
        var note = Map.of("subject", "s", "body", "b");
        var ada = member();
        called(ada, "messages/send", 5, 20);
        refused(route(ada, "messages/send", note), "messages/send", "5 requests per minute");
        var grace = member();
        called(grace, "messages/send", 60, 1800);
        refused(route(grace, "messages/send", note), "messages/send", "60 requests per hour");
        refused(route(grace, "messages/send", note), "messages/send", "60 requests per hour");
        called(grace, "messages/get", 15, 20);
        refused(route(grace, "messages/get", Map.of()), "messages/get", "15 requests per minute");
        called(grace, "user_query-create_message", 200, 1800);
        refused(create(grace, "{'subject':'s'}"), "user_query-create_message", "200 requests per hour");
        var alan = member();
        called(alan, "messages", 600, 1800);
        refused(route(alan, "messages/send", note), "messages", "600 requests per hour");
        route(member(), "messages/send", note).body("id", greaterThan(0));
        called(ada, "messages/get", 200, 3601);
        route(ada, "messages/get", Map.of()).body("messages", empty());
    }

    private void called(TestCaller caller, String what, int times, int secondsAgo) throws SQLException {
        sql(
                "insert into attempts (kind, subject, time) select 'CALL', ?, now() - make_interval(secs => ?)"
                        + " from generate_series(1, ?)",
                caller.id() + " " + what,
                secondsAgo,
                times);
    }

    private static void refused(ValidatableResponse answer, String what, String rule) {
        String error = answer.extract().path("error");
        assertTrue(
                error.matches("too many requests to " + what + "; try again in \\d+ seconds? \\(rule: at most " + rule
                        + "\\)"),
                error);
    }

    @Test
    void aKeyThatIsLimitedSendsAndMarksNothingBeyond() throws SQLException {
        var ada = member();
        var note = Map.of("subject", "s", "body", "b");
        route(ada.withScopes("read"), "messages/send", note).body("error", startsWith("the API key lacks the scope"));
        route(ada.onlyIn(UUID.randomUUID()), "messages/send", note)
                .body("error", is("'messages/send' is not for an API key that is limited to projects"));
        create(ada.onlyIn(UUID.randomUUID()), "{'subject':'s'}")
                .body("error", is("'set create_message' is not for an API key that is limited to projects"));
        assertEquals(List.of(), found(ada, "sent"));
    }
}
