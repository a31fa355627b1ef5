package org.calque.accounts.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.Texts;
import org.calque.accounts.mail.Ticket;
import org.calque.accounts.signup.Emails;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.SupportCreateTicket;

/// Reads what somebody asks of those who run the site.
final class TicketWish {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_BODY = 100_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_INFO = 20_000;
    private static final int LONGEST_PATH = 4_096;
    private static final int MOST_FILES = 100;

    /// What is wrong with it, in words.
    static final class Unfit extends Exception {
        Unfit(String words) {
            super(words, null, false, false);
        }
    }

    private TicketWish() {}

    /// @param asker null for somebody who has no account
    static Ticket read(SupportCreateTicket.Ticket wish, Account asker) throws Unfit {
        return new Ticket(
                replyTo(wish.email(), asker),
                given("subject", wish.subject(), LONGEST_SUBJECT),
                given("body", wish.body(), LONGEST_BODY),
                String.join("\n", details(wish, asker)));
    }

    private static String replyTo(String email, Account asker) throws Unfit {
        if (email == null || email.isBlank()) {
            if (asker == null || asker.emailAddress == null) {
                throw new Unfit("options.email must be specified: it is where the answer goes");
            }
            return asker.emailAddress;
        }
        var address = Emails.normal(email);
        if (!Emails.isValid(address)) {
            throw new Unfit("options.email must be an e-mail address");
        }
        return address;
    }

    private static String given(String field, String text, int longest) throws Unfit {
        if (text == null || text.isBlank()) {
            throw new Unfit("options." + field + " must be specified");
        }
        check(field, text, longest);
        return text;
    }

    private static void check(String field, String text, int longest) throws Unfit {
        var problem = Texts.problem("options." + field, text, longest);
        if (problem.isPresent()) {
            throw new Unfit(problem.get());
        }
    }

    private static List<String> details(SupportCreateTicket.Ticket wish, Account asker) throws Unfit {
        var details = new ArrayList<String>();
        details.add(
                asker == null
                        ? "Account: none"
                        : "Account: " + asker.accountId + " (" + asker.firstName + " " + asker.lastName + ")");
        add(details, "Type", "type", wish.type());
        add(details, "Page", "url", wish.url());
        for (var file : files(wish.files())) {
            details.add("File: " + file);
        }
        if (wish.info() != null) {
            var info = wish.info().isTextual()
                    ? wish.info().textValue()
                    : wish.info().toPrettyString();
            check("info", info, LONGEST_INFO);
            details.add("Info: " + info);
        }
        return details;
    }

    private static void add(List<String> details, String label, String field, String text) throws Unfit {
        if (text != null && !text.isBlank()) {
            check(field, text, LONGEST_LINE);
            details.add(label + ": " + text.replaceAll("\\s+", " "));
        }
    }

    private static List<String> files(JsonNode files) throws Unfit {
        if (files == null) {
            return List.of();
        }
        if (!files.isArray() || files.size() > MOST_FILES) {
            throw new Unfit("options.files must be a list of at most " + MOST_FILES + " files");
        }
        var lines = new ArrayList<String>();
        for (var file : files) {
            var project = Uuids.parse(file.path("project_id").textValue());
            var path = file.path("path").asText("");
            if (project.isEmpty() || file.path("path").isContainerNode()) {
                throw new Unfit("each of options.files must be an object of project_id, a uuid, and path, a string");
            }
            check("files.path", path, LONGEST_PATH);
            lines.add(line(project.get(), path));
        }
        return lines;
    }

    private static String line(UUID project, String path) {
        return (project + " " + path.replaceAll("\\s+", " ")).strip();
    }
}
