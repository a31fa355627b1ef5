package org.calque.accounts.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A mail on its way. It holds no secret: the link is made when the mail is sent.
@Entity
@Table(name = "mails")
class Mail {
    static final String WAITING = "waiting";
    static final String SENT = "sent";
    static final String FAILED = "failed";
    static final String DISMISSED = "dismissed";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Convert(converter = MailKindColumn.class)
    @Column(columnDefinition = "text")
    MailKind kind;

    UUID accountId;
    String emailAddress;
    Instant created;

    @Column(columnDefinition = "text")
    String state = WAITING;

    int tries;

    /// Nobody else tries to send it before then.
    Instant due;

    @Column(columnDefinition = "text")
    String error;

    /// About which project somebody writes; null when nobody does.
    UUID projectId;

    UUID invitedBy;

    @Column(columnDefinition = "text")
    String title;

    @Column(columnDefinition = "text")
    String subject;

    @Column(columnDefinition = "text")
    String body;

    /// Where the answer to a ticket goes; null for all other mails.
    @Column(length = 254)
    String replyTo;

    /// What those should know, too, who get a ticket; null for all other mails.
    @Column(columnDefinition = "text")
    String details;

    boolean isOpen() {
        return state.equals(WAITING) || state.equals(FAILED);
    }
}
