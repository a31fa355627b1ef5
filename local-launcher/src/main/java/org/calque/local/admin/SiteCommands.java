package org.calque.local.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.calque.local.admin.Command.Given;

/// Registration tokens, and mails that wait.
final class SiteCommands {
    private static final String TOKENS = "admin/registration-tokens";
    private static final String MAILS = "admin/mails";

    private SiteCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("tokens", "", "list registration tokens", SiteCommands::tokens),
                new Command(
                        "tokens make",
                        "[--token TEXT] [--descr TEXT] [--limit N] [--expires TIME] [--ephemeral SECONDS]",
                        "make a registration token; from the first on, nobody signs up without one",
                        SiteCommands::makeToken),
                new Command("tokens delete", "ID", "delete a registration token", (given, session) -> {
                    var answer = session.call(TOKENS, Map.of("action", "delete", "id", given.value()));
                    session.done(answer, "registration token " + given.value() + " is deleted");
                }),
                new Command("mails", "", "list mails that are not sent", SiteCommands::mails),
                new Command(
                        "mails link",
                        "ID",
                        "make the link that a mail would carry, to pass it on yourself",
                        (given, session) -> {
                            var answer = session.call(MAILS, Map.of("action", "link", "id", given.value()));
                            session.show(answer, it -> session.out().println(Session.text(it, "link")));
                        }),
                new Command("mails dismiss", "ID", "never send it", (given, session) -> {
                    var answer = session.call(MAILS, Map.of("action", "dismiss", "id", given.value()));
                    session.done(answer, "mail " + given.value() + " is dismissed");
                }));
    }

    private static void tokens(Given given, Session session) {
        session.show(session.call(TOKENS, Map.of("action", "get")), answer -> {
            var rows = new ArrayList<List<String>>();
            for (var token : answer.path("response")) {
                rows.add(List.of(
                        Session.text(token, "id"),
                        Session.text(token, "hint"),
                        Session.text(token, "counter") + " of "
                                + Session.text(token, "limit").replace("-", "any"),
                        Session.text(token, "expires"),
                        token.path("disabled").asBoolean() ? "disabled" : "enabled",
                        Session.text(token, "ephemeral"),
                        Session.text(token, "descr")));
            }
            session.table(List.of("id", "token", "used", "expires", "state", "ephemeral s", "for"), rows);
        });
    }

    private static void makeToken(Given given, Session session) {
        var parameters = new TreeMap<String, Object>(Map.of("action", "create"));
        for (var option : List.of("token", "descr", "limit", "expires", "ephemeral")) {
            given.put(option, option, parameters);
        }
        session.show(session.call(TOKENS, parameters), answer -> {
            var token = answer.path("response").path(0);
            session.out().println("Registration token " + Session.text(token, "id") + ", shown this once:");
            session.out().println(Session.text(token, "token"));
        });
    }

    private static void mails(Given given, Session session) {
        session.show(session.call(MAILS, Map.of("action", "get")), answer -> {
            var rows = new ArrayList<List<String>>();
            for (var mail : answer.path("response")) {
                rows.add(List.of(
                        Session.text(mail, "id"),
                        Session.text(mail, "kind"),
                        Session.text(mail, "email_address"),
                        Session.text(mail, "created"),
                        Session.text(mail, "state"),
                        Session.text(mail, "error")));
            }
            session.table(List.of("id", "kind", "to", "since", "state", "error"), rows);
            if (!answer.path("delivered").asBoolean(true)) {
                session.out()
                        .println("This site sends no mail. Pass the links on yourself: ./calque admin mails link ID");
            }
        });
    }
}
