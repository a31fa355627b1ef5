package org.calque.accounts.mail;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.mail.Links.Link;

/// The wording of mails.
@ApplicationScoped
class Letters {
    private static final int LONGEST_LINE = 200;

    private final String site;

    /// Who writes.
    ///
    /// @param verifiedAddress null unless it is known to be the writer's own
    record Writer(String name, String verifiedAddress) {}

    Letters(AccountsConfig config) {
        this.site = config.siteName();
    }

    Letter of(MailKind kind, Link link) {
        return kind.setsPassword()
                ? letter(
                        "Set a new password for " + site,
                        "Somebody, hopefully you, asked to set a new password for your account at " + site + ".",
                        "Choose a new password",
                        "The link works once, for the next "
                                + hours(kind.linkLife().toHours())
                                + ". If it was not you, do nothing: your password stays as it is.",
                        link)
                : letter(
                        "Confirm your e-mail address for " + site,
                        "This address was given for an account at " + site + ".",
                        "Confirm the address",
                        "If it was not you, do nothing: the address stays unconfirmed.",
                        link);
    }

    private static String hours(long hours) {
        return hours == 1 ? "hour" : hours + " hours";
    }

    private static Letter letter(String subject, String why, String deed, String note, Link link) {
        var text = why + "\n\n" + deed + ":\n" + link.url() + "\n\n" + note + "\n";
        var html = "<p>" + escaped(why) + "</p><p><a href=\"" + escaped(link.url()) + "\">" + escaped(deed)
                + "</a></p><p>" + escaped(note) + "</p>";
        return new Letter(subject, text, html, null);
    }

    /// What a person writes about a project. It is shown as text, whatever it looks like.
    Letter of(Mail mail, Writer writer, String url) {
        var invited = mail.kind == MailKind.INVITATION;
        var project = "the project \"" + line(mail.title) + "\" at " + site;
        var why = writer.name() + (invited ? " invites you to work on " : " has added you to ") + project + ".";
        var said = plain(mail.body);
        var deed = invited ? "Make an account with this e-mail address to come to it" : "Sign in to see it";
        var text = why + "\n\n" + (said.isBlank() ? "" : said.indent(4) + "\n") + deed + ":\n" + url + "\n";
        var html = "<p>" + escaped(why) + "</p>"
                + (said.isBlank()
                        ? ""
                        : "<blockquote style=\"white-space:pre-wrap\">" + escaped(said) + "</blockquote>")
                + "<p><a href=\"" + escaped(url) + "\">" + escaped(deed) + "</a></p>";
        var subject = mail.subject == null || mail.subject.isBlank() ? why : mail.subject;
        return new Letter(line(subject), text, html, writer.verifiedAddress());
    }

    /// What somebody asks those who run the site. It is told in the asker's words, and they answer to the asker.
    Letter ofTicket(Mail mail) {
        var text = controlled(mail.body) + "\n\n--\n" + controlled(mail.details);
        return new Letter(
                line(Mails.ticketSubject(mail.id, mail.subject)),
                text,
                "<pre style=\"white-space:pre-wrap\">" + escaped(text) + "</pre>",
                mail.replyTo);
    }

    /// Without tags, as clients send them that write HTML.
    private static String plain(String text) {
        return text == null ? "" : controlled(text.replaceAll("<[^<>]*>", ""));
    }

    private static String controlled(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private static String line(String text) {
        var line = text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
