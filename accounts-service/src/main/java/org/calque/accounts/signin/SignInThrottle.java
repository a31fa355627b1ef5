package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.Attempts.Kind;

@ApplicationScoped
class SignInThrottle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Attempts attempts;
    private final AccountsConfig.SignIn config;

    SignInThrottle(Attempts attempts, AccountsConfig config) {
        this.attempts = attempts;
        this.config = config.signIn();
    }

    /// Why this try is one too many, if it is.
    @Transactional
    Optional<String> refusal(String email, String address) {
        var as = "as \"" + email + "\"";
        return refusal(Kind.SIGN_IN_EMAIL, email, config.emailPerMinute(), config.emailPerHour(), as)
                .or(() -> ClientAddress.network(address)
                        .flatMap(network -> refusal(
                                Kind.SIGN_IN_ADDRESS,
                                network,
                                config.addressPerMinute(),
                                config.addressPerHour(),
                                "from your computer")));
    }

    private Optional<String> refusal(Kind kind, String subject, int perMinute, int perHour, String who) {
        if (attempts.within(MINUTE, kind, subject) >= perMinute) {
            return Optional.of("Too many attempts per minute to sign in " + who + ". Wait one minute, then try again.");
        }
        if (attempts.within(HOUR, kind, subject) >= perHour) {
            return Optional.of(
                    "Too many attempts per hour to sign in " + who + ". Wait about an hour, then try again.");
        }
        return Optional.empty();
    }

    @Transactional
    void failed(String email, String address) {
        attempts.add(Kind.SIGN_IN_EMAIL, email);
        ClientAddress.network(address).ifPresent(network -> attempts.add(Kind.SIGN_IN_ADDRESS, network));
    }
}
