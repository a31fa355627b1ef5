package org.calque.accounts.mail;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.calque.accounts.mail.Mails.Delivery;
import org.jboss.logging.Logger;

/// Hands mails to the mail server, one after the other, and again later when it does not take one. Any replica may do
/// so: a mail is taken for the time of a try, and given back when that is over.
@ApplicationScoped
class MailSender {
    private static final Logger LOG = Logger.getLogger(MailSender.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final int MOST_TRIES = 10;

    private final MailRows rows;
    private final MailServer server;
    private final Links links;
    private final Letters letters;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    MailSender(MailRows rows, MailServer server, Links links, Letters letters, Vertx vertx, Clock clock) {
        this.rows = rows;
        this.server = server;
        this.links = links;
        this.letters = letters;
        this.vertx = vertx;
        this.clock = clock;
    }

    void atStart(@Observes StartupEvent start) {
        if (server.isConfigured()) {
            vertx.setPeriodic(1, server.retryInterval().toMillis(), timer -> wake());
        }
    }

    /// Sends what is due, soon.
    void wake() {
        wanted.set(true);
        if (running.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::run);
        }
    }

    private void run() {
        do {
            try {
                while (wanted.getAndSet(false)) {
                    sendAllDue();
                }
            } catch (RuntimeException failure) {
                LOG.warnf("mails wait for the next round: %s", failure.getMessage());
            } finally {
                running.set(false);
            }
        } while (wanted.get() && running.compareAndSet(false, true));
    }

    private void sendAllDue() {
        for (var mail = next(); mail.isPresent(); mail = next()) {
            send(mail.get());
        }
    }

    private java.util.Optional<Mail> next() {
        return rows.claimNext(clock.instant(), LEASE);
    }

    /// Sends one mail now, unless another replica is at it.
    Delivery send(long id) {
        return rows.claim(id, clock.instant(), LEASE).map(this::send).orElseGet(Delivery.Sent::new);
    }

    private Delivery send(Mail mail) {
        var letter = letter(mail);
        if (letter.isEmpty()) {
            var why = mail.kind.isWriting()
                    ? "who writes it has no account any longer"
                    : "the account has another address by now";
            rows.failed(mail.id, why);
            return new Delivery.NotSent(why);
        }
        try {
            server.send(mail.emailAddress, letter.get());
            rows.sent(mail.id);
            return new Delivery.Sent();
        } catch (MailServer.NotTaken refusal) {
            return notTaken(mail, refusal);
        }
    }

    private java.util.Optional<Letter> letter(Mail mail) {
        return switch (mail.kind) {
            case PASSWORD_RESET, FORGOT_PASSWORD, VERIFY_EMAIL -> withLink(mail);
            case INVITATION, ADDED_TO_PROJECT -> written(mail);
            case TICKET -> java.util.Optional.of(letters.ofTicket(mail));
        };
    }

    private java.util.Optional<Letter> withLink(Mail mail) {
        return links.make(mail.kind, mail.accountId, mail.emailAddress).map(link -> letters.of(mail.kind, link));
    }

    private java.util.Optional<Letter> written(Mail mail) {
        return links.writer(mail.invitedBy).map(writer -> letters.of(mail, writer, links.placeOf(mail.kind)));
    }

    private Delivery notTaken(Mail mail, MailServer.NotTaken refusal) {
        if (refusal.isFinal() || mail.tries >= MOST_TRIES) {
            LOG.warnf("mail %d will not be sent after %d tries: %s", mail.id, mail.tries, refusal.getMessage());
            rows.failed(mail.id, refusal.getMessage());
        } else {
            rows.tryAgain(mail.id, clock.instant().plus(pauseAfter(mail.tries)), refusal.getMessage());
        }
        return new Delivery.NotSent(refusal.getMessage());
    }

    /// 15 seconds, then twice as long each time.
    private static Duration pauseAfter(int tries) {
        var pause = Duration.ofSeconds(15L << Math.min(tries - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
