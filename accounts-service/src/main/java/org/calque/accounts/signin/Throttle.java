package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.Attempts.Kind;

/// How often a wrong password may be given before nobody looks at it any more. Only failures count.
@ApplicationScoped
class Throttle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Attempts attempts;
    private final AccountsConfig.SignIn config;

    Throttle(Attempts attempts, AccountsConfig config) {
        this.attempts = attempts;
        this.config = config.signIn();
    }

    /// Why this sign-in is one too many, if it is.
    @Transactional
    Optional<String> refusalOfSignIn(String email, String address) {
        return refusalFor(Kind.SIGN_IN_EMAIL, email, "sign in as \"" + email + "\"")
                .or(() -> ClientAddress.network(address)
                        .flatMap(network -> refusal(
                                Kind.SIGN_IN_ADDRESS,
                                network,
                                config.addressPerMinute(),
                                config.addressPerHour(),
                                "sign in from your computer")));
    }

    @Transactional
    void signInFailed(String email, String address) {
        attempts.add(Kind.SIGN_IN_EMAIL, email);
        ClientAddress.network(address).ifPresent(network -> attempts.add(Kind.SIGN_IN_ADDRESS, network));
    }

    /// Why this try to give the password of an account is one too many, if it is.
    @Transactional
    Optional<String> refusalOfPassword(UUID account) {
        return refusalFor(Kind.PASSWORD, account.toString(), "give the password of this account");
    }

    @Transactional
    void passwordFailed(UUID account) {
        attempts.add(Kind.PASSWORD, account.toString());
    }

    private Optional<String> refusalFor(Kind kind, String subject, String deed) {
        return refusal(kind, subject, config.emailPerMinute(), config.emailPerHour(), deed);
    }

    private Optional<String> refusal(Kind kind, String subject, int perMinute, int perHour, String deed) {
        if (attempts.within(MINUTE, kind, subject) >= perMinute) {
            return Optional.of("Too many attempts per minute to " + deed + ". Wait one minute, then try again.");
        }
        if (attempts.within(HOUR, kind, subject) >= perHour) {
            return Optional.of("Too many attempts per hour to " + deed + ". Wait about an hour, then try again.");
        }
        return Optional.empty();
    }
}
