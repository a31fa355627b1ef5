package org.calque.accounts.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.calque.accounts.AccountsConfig;

/// The mail server, when there is one.
@ApplicationScoped
class MailServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_REASON = 300;

    private final ReactiveMailer mailer;
    private final Vertx vertx;
    private final AccountsConfig.Mail config;

    /// The server did not take a mail.
    static final class NotTaken extends Exception {
        private final boolean isFinal;

        NotTaken(String reason, boolean isFinal) {
            super(reason, null, false, false);
            this.isFinal = isFinal;
        }

        /// Whether it will not take it later either.
        boolean isFinal() {
            return isFinal;
        }
    }

    MailServer(ReactiveMailer mailer, Vertx vertx, AccountsConfig config) {
        this.mailer = mailer;
        this.vertx = vertx;
        this.config = config.mail();
    }

    boolean isConfigured() {
        return config.host().isPresent();
    }

    Duration retryInterval() {
        return config.retryInterval();
    }

    void send(String address, Letter letter) throws NotTaken {
        var mail = io.quarkus.mailer.Mail.withText(address, letter.subject(), letter.text())
                .setHtml(letter.html())
                .setFrom(config.from())
                .addHeader("Auto-Submitted", "auto-generated");
        if (letter.replyTo() != null) {
            mail.setReplyTo(letter.replyTo());
        }
        try {
            mailer.send(mail).runSubscriptionOn(this::onEventLoop).await().atMost(PATIENCE);
        } catch (TimeoutException slow) {
            throw new NotTaken("the mail server did not answer within " + PATIENCE.toSeconds() + " seconds", false);
        } catch (RuntimeException failure) {
            throw new NotTaken(reason(failure), isFinal(failure));
        }
    }

    /// The mail client listens only after it has connected. Off an event loop the server's greeting may come before
    /// that, and is missed.
    private void onEventLoop(Runnable send) {
        vertx.getOrCreateContext().runOnContext(now -> send.run());
    }

    /// A reply of the server that begins with 5 says that it is of no use to try again.
    private static boolean isFinal(Throwable failure) {
        return failure instanceof SMTPException refusal && refusal.isPermanent()
                || failure.getCause() != null && isFinal(failure.getCause());
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        var text = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }
}
