package org.calque.projects.collaborators;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Json;

/// Who has asked to be invited to a project: `{account_id: {timestamp, message}}`.
@ApplicationScoped
class RequestRows {
    private final EntityManager database;

    RequestRows(EntityManager database) {
        this.database = database;
    }

    /// Keeps the request of an account in place of its last one.
    ///
    /// @return false when the project is deleted, is none, or has as many requests as it may
    @Transactional
    boolean keep(UUID projectId, UUID accountId, String message, Instant now, int most) {
        return database.createNativeQuery("""
                                update projects
                                set invite_requests = coalesce(invite_requests, '{}') || jsonb_build_object(
                                    cast(?2 as text),
                                    jsonb_build_object('timestamp', cast(?3 as text), 'message', cast(?4 as text)))
                                where project_id = ?1 and deleted is not true and (
                                    select count(*) from jsonb_object_keys(coalesce(invite_requests, '{}')) as asking
                                    where asking <> cast(?2 as text)) < ?5""")
                        .setParameter(1, projectId)
                        .setParameter(2, accountId.toString())
                        .setParameter(3, Json.TIME.format(now))
                        .setParameter(4, message)
                        .setParameter(5, most)
                        .executeUpdate()
                == 1;
    }

    /// Whoever has come needs to ask no longer.
    @Transactional(TxType.MANDATORY)
    void settle(UUID projectId, UUID accountId) {
        database.createNativeQuery("""
                        update projects set invite_requests = invite_requests - cast(?2 as text)
                        where project_id = ?1 and jsonb_exists(invite_requests, cast(?2 as text))""")
                .setParameter(1, projectId)
                .setParameter(2, accountId.toString())
                .executeUpdate();
    }
}
