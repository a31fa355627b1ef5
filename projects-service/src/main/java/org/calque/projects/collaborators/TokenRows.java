package org.calque.projects.collaborators;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.projects.ProjectsInviteTokens.Item;

/// Invite tokens as they are kept.
@ApplicationScoped
class TokenRows {
    private static final Duration KEPT_AFTER_END = Duration.ofDays(30);

    private final EntityManager database;
    private final Clock clock;

    /// A token as it is used.
    record Row(
            UUID projectId,
            UUID createdBy,
            boolean byAdministrator,
            Instant expires,
            Double usageLimit,
            double counter) {}

    /// A token that is made, or changed by whoever knows it. Null leaves what there is.
    record Wish(UUID projectId, String token, Instant created, Instant expires, Double usageLimit) {
        @Override
        public String toString() {
            return "token of project " + projectId;
        }
    }

    TokenRows(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes the token, or changes it when it is one of the project.
    ///
    /// @return false when it is one of another project
    @Transactional(TxType.MANDATORY)
    boolean put(Wish wish, UUID by, boolean byAdministrator) {
        return database.createNativeQuery("""
                                insert into project_invite_tokens as t
                                    (token, project_id, created, created_by, by_administrator, expires, usage_limit)
                                values (?1, ?2, coalesce(cast(?3 as timestamptz), cast(?4 as timestamptz)), ?5, ?6,
                                    cast(?7 as timestamptz), cast(?8 as double precision))
                                on conflict (token) do update
                                set created = coalesce(cast(?3 as timestamptz), t.created),
                                    expires = coalesce(cast(?7 as timestamptz), t.expires),
                                    usage_limit = coalesce(cast(?8 as double precision), t.usage_limit)
                                where t.project_id = excluded.project_id""")
                        .setParameter(1, wish.token())
                        .setParameter(2, wish.projectId())
                        .setParameter(3, wish.created())
                        .setParameter(4, clock.instant())
                        .setParameter(5, by)
                        .setParameter(6, byAdministrator)
                        .setParameter(7, wish.expires())
                        .setParameter(8, wish.usageLimit())
                        .executeUpdate()
                == 1;
    }

    /// How many tokens the project has. Those that ended long ago are forgotten first.
    @Transactional(TxType.MANDATORY)
    long count(UUID projectId) {
        database.createNativeQuery("delete from project_invite_tokens where project_id = ?1 and expires < ?2")
                .setParameter(1, projectId)
                .setParameter(2, clock.instant().minus(KEPT_AFTER_END))
                .executeUpdate();
        return ((Number) database.createNativeQuery("select count(*) from project_invite_tokens where project_id = ?1")
                        .setParameter(1, projectId)
                        .getSingleResult())
                .longValue();
    }

    /// The token; nobody else uses it until the end of the running transaction.
    @Transactional(TxType.MANDATORY)
    Optional<Row> take(String token) {
        if (!mayBeHere(token)) {
            return Optional.empty();
        }
        List<?> rows = database.createNativeQuery("""
                        select project_id, created_by, by_administrator, expires, usage_limit, counter
                        from project_invite_tokens where token = ?1 for update""", Object[].class)
                .setParameter(1, token)
                .getResultList();
        return rows.stream().findFirst().map(it -> (Object[]) it).map(TokenRows::row);
    }

    /// The database holds no text with a NUL, and compares with none.
    private static boolean mayBeHere(String token) {
        return token.indexOf('\0') < 0;
    }

    private static Row row(Object[] columns) {
        return new Row(
                (UUID) columns[0],
                (UUID) columns[1],
                (Boolean) columns[2],
                (Instant) columns[3],
                (Double) columns[4],
                (Double) columns[5]);
    }

    @Transactional(TxType.MANDATORY)
    void countUse(String token) {
        database.createNativeQuery("update project_invite_tokens set counter = counter + 1 where token = ?1")
                .setParameter(1, token)
                .executeUpdate();
    }

    /// All tokens of the project, newest first.
    @Transactional
    List<Item> of(UUID projectId) {
        List<?> rows = database.createNativeQuery("""
                        select token, created, expires, usage_limit, counter
                        from project_invite_tokens where project_id = ?1 order by created desc, token""", Object[].class)
                .setParameter(1, projectId)
                .getResultList();
        return rows.stream()
                .map(it -> (Object[]) it)
                .map(it -> new Item(
                        (String) it[0],
                        (Instant) it[1],
                        (Instant) it[2],
                        it[3] == null ? null : ((Double) it[3]).longValue(),
                        ((Double) it[4]).longValue()))
                .toList();
    }

    /// @return false when the project has no such token
    @Transactional
    boolean end(UUID projectId, String token) {
        return mayBeHere(token)
                && database.createNativeQuery("""
                                update project_invite_tokens set expires = least(expires, ?3)
                                where project_id = ?1 and token = ?2""")
                                .setParameter(1, projectId)
                                .setParameter(2, token)
                                .setParameter(3, clock.instant())
                                .executeUpdate()
                        == 1;
    }

    @Transactional(TxType.MANDATORY)
    void endAll(UUID projectId) {
        database.createNativeQuery(
                        "update project_invite_tokens set expires = least(expires, ?2) where project_id = ?1")
                .setParameter(1, projectId)
                .setParameter(2, clock.instant())
                .executeUpdate();
    }
}
