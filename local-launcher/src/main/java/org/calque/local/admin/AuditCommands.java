package org.calque.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.calque.local.admin.Command.Given;

/// What administrators ask the audit log.
final class AuditCommands {
    private static final Pattern AGO = Pattern.compile("(\\d{1,4})([smhd])");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);

    private AuditCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "audit",
                        "[--since TIME] [--until TIME] [--account EMAIL|ID] [--event NAME] [--limit N]",
                        "who did what, latest last; a time is 2h, 7d, 2026-11-21 or 2026-11-21T08:00:00Z",
                        AuditCommands::read),
                new Command(
                        "audit verify",
                        "[--head HASH]",
                        "compute the chain of the audit log anew; with a head that was kept, also its end",
                        AuditCommands::verify));
    }

    private static void read(Given given, Session session) {
        var parameters = new TreeMap<String, Object>();
        for (var option : List.of("since", "until")) {
            if (given.options().containsKey(option)) {
                parameters.put(option, time(given.options().get(option), Instant.now()));
            }
        }
        if (given.options().containsKey("account")) {
            parameters.put("account_id", session.accountId(given.options().get("account")));
        }
        given.put("event", "event", parameters);
        given.put("limit", "limit", parameters);
        session.show(session.call("admin/audit", parameters), answer -> tell(answer, session));
    }

    /// A time as the API reads it.
    static String time(String text, Instant now) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minusSeconds(Long.parseLong(ago.group(1)) * SECONDS.get(ago.group(2)))
                    .toString();
        }
        try {
            return LocalDate.parse(text)
                    .atStartOfDay(ZoneId.systemDefault())
                    .toInstant()
                    .toString();
        } catch (DateTimeParseException forTheSystemToRead) {
            return text;
        }
    }

    private static void tell(JsonNode answer, Session session) {
        var names = new HashMap<String, String>();
        var rows = new ArrayList<List<String>>();
        for (var entry : answer.path("entries")) {
            rows.add(List.of(
                    Session.text(entry, "seq"),
                    Session.text(entry, "time"),
                    Session.text(entry, "event"),
                    actor(entry, names, session),
                    name(entry, "target", names, session),
                    Session.text(entry, "address"),
                    entry.path("details").isEmpty() ? "" : Session.text(entry, "details")));
        }
        Collections.reverse(rows);
        session.table(List.of("no", "time", "event", "by", "account", "from", "details"), rows);
    }

    private static String actor(JsonNode entry, Map<String, String> names, Session session) {
        return entry.path("actor_kind").asText().equals("account")
                ? name(entry, "actor", names, session)
                : Session.text(entry, "actor_kind");
    }

    /// The address of an account, or its id when it has none or is gone.
    private static String name(JsonNode entry, String field, Map<String, String> names, Session session) {
        var id = Session.text(entry, field);
        return id.equals("-")
                ? id
                : names.computeIfAbsent(id, it -> {
                    var found =
                            session.call("admin/accounts", Map.of("query", it)).path("accounts");
                    return found.path(0).path("email_address").isTextual()
                            ? Session.text(found.path(0), "email_address")
                            : it;
                });
    }

    private static void verify(Given given, Session session) {
        var parameters = new TreeMap<String, Object>();
        given.put("head", "head", parameters);
        var answer = session.call("admin/audit-verify", parameters);
        session.show(answer, it -> {
            session.out().println("entries  " + Session.text(it, "entries"));
            session.out().println("head     " + Session.text(it, "head"));
            session.out().println(it.path("valid").asBoolean() ? "The chain is whole." : "THE LOG IS BROKEN.");
        });
        if (!answer.path("valid").asBoolean()) {
            throw new Failure(Failure.BROKEN, Session.text(answer, "problem"));
        }
    }
}
