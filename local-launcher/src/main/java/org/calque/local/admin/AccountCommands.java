package org.calque.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.calque.local.admin.Command.Given;

/// What is done to accounts and their keys.
final class AccountCommands {
    private static final String ADMIN = "admin";
    private static final String LEGACY = "legacy-";

    private AccountCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "accounts",
                        "[WORDS] [--admins] [--banned] [--limit N]",
                        "list accounts, newest first",
                        AccountCommands::list),
                new Command("make-admin", "EMAIL", "make an account administrator", (given, session) -> {
                    var account = session.account(given.value());
                    var groups = groups(account);
                    groups.add(ADMIN);
                    set(account, groups, "is an administrator now", session);
                }),
                new Command(
                        "remove-admin", "EMAIL", "make an administrator an account like others", (given, session) -> {
                            var account = session.account(given.value());
                            var groups = groups(account);
                            groups.remove(ADMIN);
                            set(account, groups, "is no administrator now", session);
                        }),
                new Command(
                        "reset-password",
                        "EMAIL",
                        "make a link with which the password can be set anew, once",
                        AccountCommands::resetPassword),
                new Command(
                        "ban",
                        "EMAIL|ID",
                        "keep an account out, with all its keys",
                        (given, session) -> ban("accounts/ban", "is banned", given, session)),
                new Command(
                        "unban",
                        "EMAIL|ID",
                        "let it in again",
                        (given, session) -> ban("accounts/remove-ban", "is not banned any longer", given, session)),
                new Command("keys", "EMAIL", "list the API keys that an account has made", AccountCommands::keys),
                new Command("delete-key", "ID", "delete an API key", AccountCommands::deleteKey));
    }

    private static void list(Given given, Session session) {
        var parameters = new TreeMap<String, Object>();
        if (!given.values().isEmpty()) {
            parameters.put("query", given.value());
        }
        if (given.options().containsKey("admins")) {
            parameters.put(ADMIN, true);
        }
        if (given.options().containsKey("banned")) {
            parameters.put("banned", true);
        }
        given.put("limit", "limit", parameters);
        session.show(session.call("admin/accounts", parameters), answer -> {
            var rows = new ArrayList<List<String>>();
            for (var account : answer.path("accounts")) {
                rows.add(List.of(
                        Session.text(account, "account_id"),
                        Session.text(account, "email_address"),
                        Session.text(account, "first_name") + " " + Session.text(account, "last_name"),
                        String.join(",", groups(account))
                                + (account.path("banned").asBoolean() ? " banned" : ""),
                        Session.text(account, "created")));
            }
            session.table(List.of("account", "e-mail", "name", "groups", "created"), rows);
        });
    }

    private static TreeSet<String> groups(JsonNode account) {
        return account.path("groups")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void set(JsonNode account, TreeSet<String> groups, String words, Session session) {
        var answer = session.call(
                "admin/set-groups",
                Map.of("account_id", account.path("account_id").asText(), "groups", groups));
        session.done(answer, called(account) + " " + words);
    }

    private static String called(JsonNode account) {
        return account.path("email_address").isTextual()
                ? Session.text(account, "email_address")
                : "account " + Session.text(account, "account_id");
    }

    private static void resetPassword(Given given, Session session) {
        var account = session.account(given.value());
        var answer = session.call(
                "admin/reset-password",
                Map.of("account_id", account.path("account_id").asText()));
        session.show(answer, it -> {
            session.out()
                    .println("Whoever opens this link sets the password of " + called(account)
                            + ". It works once, until " + Session.text(it, "expires") + ":");
            session.out().println(Session.text(it, "link"));
        });
    }

    private static void ban(String path, String words, Given given, Session session) {
        var account = session.account(given.value());
        var answer = session.call(
                path, Map.of("account_id", account.path("account_id").asText()));
        session.done(answer, called(account) + " " + words);
    }

    private static void deleteKey(Given given, Session session) {
        var id = given.value();
        var answer = session.call(
                "admin/keys",
                id.startsWith(LEGACY)
                        ? Map.of("action", "delete-legacy", "account_id", id.substring(LEGACY.length()))
                        : Map.of("action", "delete", "id", id));
        session.done(answer, "key " + id + " is deleted");
    }

    private static void keys(Given given, Session session) {
        var account = session.accountId(given.value());
        var answer = session.call("admin/keys", Map.of("account_id", account));
        session.show(answer, it -> {
            var rows = new ArrayList<List<String>>();
            for (var key : it.path("keys")) {
                rows.add(List.of(
                        Session.text(key, "id"),
                        Session.text(key, "trunc"),
                        Session.text(key, "name"),
                        Session.text(key, "created"),
                        Session.text(key, "last_active"),
                        Session.text(key, "expire"),
                        Session.text(key, "project_id")));
            }
            if (it.has("legacy_key_created")) {
                var created = Session.text(it, "legacy_key_created");
                rows.add(List.of(LEGACY + account, "sk_...", "of the older form", created, "-", "-", "-"));
            }
            session.table(List.of("id", "key", "name", "created", "last used", "expires", "project"), rows);
        });
    }
}
