package org.calque.accounts.support;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.signin.Attempts;
import org.calque.accounts.signin.Attempts.Kind;
import org.calque.accounts.signin.ClientAddress;
import org.calque.messages.Caller;

/// Those who run the site, as far as they can be asked for help.
@ApplicationScoped
class Support {
    static final String NOT_SET_UP = "this site takes no support tickets yet; its operator sets that up by naming an"
            + " address (ACCOUNTS_SUPPORT_ADDRESS) and a mail server (ACCOUNTS_MAIL_HOST)";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Mails mails;
    private final Attempts attempts;
    private final AccountsConfig.Support config;

    Support(Mails mails, Attempts attempts, AccountsConfig config) {
        this.mails = mails;
        this.attempts = attempts;
        this.config = config.support();
    }

    /// Their address; empty where they cannot be asked.
    Optional<String> address() {
        return config.address().filter(it -> mails.areSent());
    }

    /// Counts a ticket of this caller, and says whether it is one too many within an hour.
    boolean isOneTooMany(Caller caller) {
        var subject = caller.isAccount()
                ? caller.id().toString()
                : ClientAddress.network(caller.address()).orElse("unknown");
        attempts.oneByOne(Kind.TICKET, subject);
        if (attempts.within(HOUR, Kind.TICKET, subject) >= config.perHour()) {
            return true;
        }
        attempts.add(Kind.TICKET, subject);
        return false;
    }

    /// What a caller is told who has written too many.
    String tooMany() {
        return "at most " + config.perHour() + " tickets may be written within an hour; try again later";
    }

    /// Where one writes on about a ticket.
    static String url(String address, String subject) {
        return "mailto:" + address + "?subject="
                + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
