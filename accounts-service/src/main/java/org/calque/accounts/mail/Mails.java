package org.calque.accounts.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.jboss.logging.Logger;

/// Mails, from the transaction that causes them to the mail server: at least once, and as a rule once.
///
/// Where no mail server is configured they wait, and administrators make their links: nothing pretends to be sent.
@ApplicationScoped
public class Mails {
    private static final Logger LOG = Logger.getLogger(Mails.class);

    private final MailRows rows;
    private final MailSender sender;
    private final MailServer server;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;
    private final String publicUrl;

    /// How far a mail has come.
    public sealed interface Delivery {
        record Sent() implements Delivery {}

        /// @param why no mail server, or what it said
        record NotSent(String why) implements Delivery {}
    }

    Mails(
            MailRows rows,
            MailSender sender,
            MailServer server,
            TransactionSynchronizationRegistry transaction,
            Clock clock,
            AccountsConfig config) {
        this.rows = rows;
        this.sender = sender;
        this.server = server;
        this.transaction = transaction;
        this.clock = clock;
        this.publicUrl = config.publicUrl();
    }

    /// Adds a mail that nobody asked for to the running transaction; it is sent once that is committed. Where no mail
    /// is
    /// sent it is not even kept, lest the few that somebody waits for be lost among many.
    @Transactional(TxType.MANDATORY)
    public void add(MailKind kind, UUID account, String emailAddress) {
        if (server.isConfigured()) {
            keep(kind, account, emailAddress);
            transaction.registerInterposedSynchronization(new SendAfterCommit());
        }
    }

    /// Adds a mail in which one person writes to another to the running transaction; it is sent once that is committed.
    /// Where no mail is sent it is not kept.
    ///
    /// @param account null for somebody who has none
    @Transactional(TxType.MANDATORY)
    public void write(MailKind kind, UUID account, String emailAddress, Writing writing) {
        if (server.isConfigured()) {
            var mail = mail(kind, account, emailAddress);
            mail.invitedBy = writing.by();
            mail.projectId = writing.projectId();
            mail.title = writing.title();
            mail.subject = writing.subject();
            mail.body = writing.text();
            rows.persistAndFlush(mail);
            transaction.registerInterposedSynchronization(new SendAfterCommit());
        }
    }

    /// Whether mail is sent at all.
    public boolean areSent() {
        return server.isConfigured();
    }

    /// Adds what somebody asks those who run the site to the running transaction; it is sent once that is committed.
    ///
    /// @param by null for somebody who has no account
    /// @return its number
    @Transactional(TxType.MANDATORY)
    public long addTicket(String emailAddress, UUID by, Ticket ticket) {
        var mail = mail(MailKind.TICKET, null, emailAddress);
        mail.invitedBy = by;
        mail.replyTo = ticket.replyTo();
        mail.subject = ticket.subject();
        mail.body = ticket.body();
        mail.details = ticket.details();
        rows.persistAndFlush(mail);
        transaction.registerInterposedSynchronization(new SendAfterCommit());
        return mail.id;
    }

    /// The subject of the mail of a ticket, by which answers tell which one they are about.
    public static String ticketSubject(long id, String subject) {
        return "[ticket " + id + "] " + subject;
    }

    /// What an account has asked those who run the site, as long as mails are kept; the newest first.
    @Transactional
    public List<KeptTicket> ticketsBy(UUID account, int most) {
        return rows.ticketsBy(account, most).stream()
                .map(it -> new KeptTicket(it.id, it.subject, it.body, it.state, it.created))
                .toList();
    }

    /// A ticket on its way or arrived.
    ///
    /// @param state `waiting`, `sent`, `failed` or `dismissed`
    public record KeptTicket(long id, String subject, String body, String state, Instant created) {
        @Override
        public String toString() {
            return "ticket " + id;
        }
    }

    /// How many such mails were written to an address since then.
    ///
    /// @param project about this one only; null for all
    @Transactional(TxType.MANDATORY)
    public long writtenTo(String emailAddress, UUID project, Instant since) {
        return project == null
                ? rows.count("emailAddress = ?1 and projectId is not null and created > ?2", emailAddress, since)
                : rows.count("emailAddress = ?1 and projectId = ?2 and created > ?3", emailAddress, project, since);
    }

    /// Adds a mail to the running transaction, which [#send(long)] sends afterwards.
    ///
    /// @return its id
    @Transactional(TxType.MANDATORY)
    public long addForNow(MailKind kind, UUID account, String emailAddress) {
        return keep(kind, account, emailAddress).id;
    }

    /// Tries to send a mail now. When that fails, it is tried again later.
    public Delivery send(long id) {
        return server.isConfigured()
                ? sender.send(id)
                : new Delivery.NotSent("this site sends no mail; its administrators can see that you asked");
    }

    private Mail mail(MailKind kind, UUID account, String emailAddress) {
        var mail = new Mail();
        mail.kind = kind;
        mail.accountId = account;
        mail.emailAddress = emailAddress;
        mail.created = clock.instant();
        mail.due = mail.created;
        return mail;
    }

    private Mail keep(MailKind kind, UUID account, String emailAddress) {
        var mail = mail(kind, account, emailAddress);
        rows.persistAndFlush(mail);
        if (!server.isConfigured()) {
            LOG.warnf(
                    "no mail server is configured: an administrator finds the link of mail %d (%s, account %s) at"
                            + " %s/admin/mails",
                    mail.id, kind.wireName(), account, publicUrl);
        }
        return mail;
    }

    private final class SendAfterCommit implements Synchronization {
        @Override
        public void beforeCompletion() {
            // Others see the mail only when it is committed.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                sender.wake();
            }
        }
    }
}
