package org.calque.accounts.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Secrets;

/// Opens the door to who knows a registration token, and counts.
@ApplicationScoped
public class RegistrationTokens implements PanacheRepositoryBase<RegistrationToken, Long> {
    private final Clock clock;

    /// Whether somebody may sign up.
    public sealed interface Admission {
        /// @param life how long the account lives; null for an account that stays
        record Granted(Duration life) implements Admission {}

        /// @param text why not, such as `Registration token is wrong.`
        record Denied(String text) implements Admission {}
    }

    private static final Admission OPEN_TO_ALL = new Admission.Granted(null);
    private static final Admission WRONG = new Admission.Denied("Registration token is wrong.");

    RegistrationTokens(Clock clock) {
        this.clock = clock;
    }

    /// Whether visitors need a token: as soon as there is one that is not disabled, even if it opens nothing any more.
    @Transactional
    public boolean areRequired() {
        return count("not disabled and ephemeral is null") > 0;
    }

    /// Counts a token up in the running transaction, whose end others wait for that use the same one; none is asked for
    /// as long as none is required.
    ///
    /// @param token   null or empty when the visitor gave none
    /// @param missing what to answer when one is needed
    @Transactional(Transactional.TxType.MANDATORY)
    public Admission admit(String token, String missing) {
        if (!areRequired()) {
            return OPEN_TO_ALL;
        }
        if (token == null || token.isEmpty()) {
            return new Admission.Denied(missing);
        }
        return lock(token).map(it -> it.isEphemeral() ? WRONG : use(it)).orElse(WRONG);
    }

    /// The same for an account that ends by itself.
    @Transactional(Transactional.TxType.MANDATORY)
    public Admission admitEphemeral(String token) {
        return lock(token).map(this::use).orElse(WRONG);
    }

    /// Whether a token exists and is not for accounts that end by themselves.
    @Transactional
    public boolean isForAccountsThatStay(String token) {
        return find("hash", Secrets.hash(token)).firstResultOptional().stream().anyMatch(it -> !it.isEphemeral());
    }

    /// The token that the same call of an account has made when it came the first time. Such calls wait for each other
    /// until the transaction ends.
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<RegistrationToken> madeBy(UUID account, String once) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, "registration token of " + account)
                .getSingleResult();
        return find("onceBy = ?1 and once = ?2", account, once).firstResultOptional();
    }

    private Optional<RegistrationToken> lock(String token) {
        return find("hash", Secrets.hash(token))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    private Admission use(RegistrationToken token) {
        if (token.disabled) {
            return new Admission.Denied("Registration token disabled.");
        }
        if (token.isExpiredAt(clock.instant())) {
            return new Admission.Denied("Registration token no longer valid.");
        }
        if (token.isUsedUp()) {
            return new Admission.Denied("Registration token used up.");
        }
        token.counter++;
        return new Admission.Granted(token.isEphemeral() ? Duration.ofSeconds(token.ephemeral) : null);
    }
}
