package org.calque.accounts.mail;

import java.time.Duration;
import java.util.Locale;

/// What a mail is about, and how long the link in it works.
public enum MailKind {
    /// Asked for by API v2 or on the page.
    PASSWORD_RESET(Duration.ofHours(4)),
    /// Asked for by API v1.
    FORGOT_PASSWORD(Duration.ofHours(1)),
    /// Works until the next one is sent.
    VERIFY_EMAIL(null),
    /// Somebody without an account is invited to a project.
    INVITATION(null),
    /// An account was added to a project.
    ADDED_TO_PROJECT(null),
    /// Somebody asks the people who run the site for help.
    TICKET(null);

    private final Duration linkLife;

    MailKind(Duration linkLife) {
        this.linkLife = linkLife;
    }

    /// Null for a link that has no end.
    Duration linkLife() {
        return linkLife;
    }

    boolean setsPassword() {
        return linkLife != null;
    }

    /// Whether one person writes to another. The link is no secret then.
    boolean isWriting() {
        return this == INVITATION || this == ADDED_TO_PROJECT;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
