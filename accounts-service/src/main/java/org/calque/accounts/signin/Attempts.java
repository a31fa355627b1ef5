package org.calque.accounts.signin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What throttles count, in the database, so that all replicas count together.
@ApplicationScoped
public class Attempts implements PanacheRepositoryBase<Attempt, Long> {
    private static final int LONGEST_SUBJECT = 254;

    private final Clock clock;

    /// What was tried.
    public enum Kind {
        SIGN_UP,
        SIGN_IN_EMAIL,
        SIGN_IN_ADDRESS,
        USER_AUTH,
        RESET_EMAIL,
        RESET_ADDRESS,
        PASSWORD,
        INVITATION,
        CALL,
        TICKET
    }

    Attempts(Clock clock) {
        this.clock = clock;
    }

    @Transactional
    public long within(Duration time, Kind kind, String subject) {
        return count(
                "kind = ?1 and subject = ?2 and time > ?3",
                kind,
                storable(subject),
                clock.instant().minus(time));
    }

    @Transactional
    public void add(Kind kind, String subject) {
        var attempt = new Attempt();
        attempt.kind = kind;
        attempt.subject = storable(subject);
        attempt.time = clock.instant();
        persist(attempt);
    }

    /// When it was last tried within this time, the last first.
    @Transactional
    public List<Instant> times(Duration time, Kind kind, String subject, int most) {
        return find(
                        "kind = ?1 and subject = ?2 and time > ?3",
                        Sort.descending("time"),
                        kind,
                        storable(subject),
                        clock.instant().minus(time))
                .page(0, most)
                .stream()
                .map(it -> it.time)
                .toList();
    }

    /// Until the end of the running transaction nobody else comes past here for the same subject.
    @Transactional(Transactional.TxType.MANDATORY)
    public void oneByOne(Kind kind, String subject) {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text)")
                .setParameter(1, kind + " " + storable(subject))
                .getSingleResult();
    }

    private static String storable(String subject) {
        var whole = subject.replace('\0', '\uFFFD');
        return whole.length() <= LONGEST_SUBJECT ? whole : whole.substring(0, LONGEST_SUBJECT);
    }
}
