package org.calque.projects.accesses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.projects.PathIds;

/// What people did last to a file of a project, one row per file: the table `file_use` of the query language.
@ApplicationScoped
class FileUses {
    private final EntityManager database;
    private final AccessLog accesses;
    private final Clock clock;

    FileUses(EntityManager database, AccessLog accesses, Clock clock) {
        this.database = database;
        this.accesses = accesses;
        this.clock = clock;
    }

    /// The caller has done this to the file just now.
    @Transactional
    void note(Caller caller, UUID projectId, String path, String action) {
        var now = clock.instant();
        database.createNativeQuery("""
                        insert into file_use (id, project_id, path, users, last_edited)
                        values (?1, ?2, ?3, cast(?4 as jsonb), ?5)
                        on conflict (id) do update set
                            users = coalesce(file_use.users, '{}') || jsonb_build_object(cast(?6 as text),
                                coalesce(file_use.users -> cast(?6 as text), '{}')
                                    || jsonb_build_object(cast(?7 as text), cast(?8 as text))),
                            last_edited = coalesce(excluded.last_edited, file_use.last_edited)""")
                .setParameter(1, PathIds.of(projectId, path))
                .setParameter(2, projectId)
                .setParameter(3, path)
                .setParameter(4, users(caller, action, now))
                .setParameter(5, action.equals("open") ? null : now)
                .setParameter(6, caller.id().toString())
                .setParameter(7, action)
                .setParameter(8, Json.TIME.format(now))
                .executeUpdate();
    }

    private static String users(Caller caller, String action, Instant now) {
        var users = Json.MAPPER.createObjectNode();
        users.putObject(caller.id().toString()).put(action, Json.TIME.format(now));
        return users.toString();
    }

    /// When an account last used the file.
    Optional<Instant> used(UUID projectId, String path, UUID accountId) {
        accesses.write();
        return first(database.createNativeQuery("""
                        select time from file_access_log
                        where account_id = ?1 and project_id = ?2 and md5(path) = md5(?3)""", Instant.class)
                .setParameter(1, accountId)
                .setParameter(2, projectId)
                .setParameter(3, path)
                .getResultList());
    }

    /// When an account last said that it edits the file.
    Optional<Instant> edited(UUID projectId, String path, UUID accountId) {
        return first(database.createNativeQuery("""
                        select cast(users -> cast(?2 as text) ->> 'edit' as timestamptz) from file_use
                        where id = ?1 and users -> cast(?2 as text) ->> 'edit' ~ '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$'""", Instant.class)
                .setParameter(1, PathIds.of(projectId, path))
                .setParameter(2, accountId.toString())
                .getResultList());
    }

    private static Optional<Instant> first(List<?> times) {
        return times.stream().map(Instant.class::cast).findFirst();
    }
}
