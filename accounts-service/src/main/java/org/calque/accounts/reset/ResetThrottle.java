package org.calque.accounts.reset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.reset.PasswordResets.Asked;
import org.calque.accounts.signin.Attempts;
import org.calque.accounts.signin.Attempts.Kind;
import org.calque.accounts.signin.ClientAddress;

/// How often a new password may be asked for. Every try counts, also for addresses that nobody has.
@ApplicationScoped
class ResetThrottle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Attempts attempts;
    private final AccountsConfig.PasswordReset config;

    ResetThrottle(Attempts attempts, AccountsConfig config) {
        this.attempts = attempts;
        this.config = config.passwordReset();
    }

    /// Counts this try, unless it is one too many. Tries from one network or for one address come one by one, so that
    /// many at once do not slip past.
    @Transactional
    Optional<Asked.TooMany> refusal(String email, String address) {
        var network = ClientAddress.network(address);
        if (network.isPresent()) {
            attempts.oneByOne(Kind.RESET_ADDRESS, network.get());
            if (attempts.within(MINUTE, Kind.RESET_ADDRESS, network.get()) >= config.addressPerMinute()
                    || attempts.within(HOUR, Kind.RESET_ADDRESS, network.get()) >= config.addressPerHour()) {
                return Optional.of(new Asked.TooMany(true));
            }
        }
        attempts.oneByOne(Kind.RESET_EMAIL, email);
        if (attempts.within(HOUR, Kind.RESET_EMAIL, email) >= config.emailPerHour()) {
            return Optional.of(new Asked.TooMany(false));
        }
        network.ifPresent(it -> attempts.add(Kind.RESET_ADDRESS, it));
        attempts.add(Kind.RESET_EMAIL, email);
        return Optional.empty();
    }
}
