package org.calque.accounts.mail;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.mail.Links.Link;

/// The wording of mails.
@ApplicationScoped
class Letters {
    private final String site;

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
        return new Letter(subject, text, html);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
