package org.calque.accounts.invitations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.facts.InvitationsDue.Due;

@ApplicationScoped
class InvitationRows {
    private final EntityManager database;

    InvitationRows(EntityManager database) {
        this.database = database;
    }

    /// The newest invitation of an address to a project is the one that counts.
    @Transactional(TxType.MANDATORY)
    void keep(String emailAddress, UUID project, UUID by, Instant now, Instant expire) {
        database.createNativeQuery("""
                        insert into invitations (email_address, project_id, invited_by, created, expire)
                        values (?1, ?2, ?3, ?4, ?5)
                        on conflict (email_address, project_id) do update
                        set invited_by = excluded.invited_by, created = excluded.created, expire = excluded.expire""")
                .setParameter(1, emailAddress)
                .setParameter(2, project)
                .setParameter(3, by)
                .setParameter(4, now)
                .setParameter(5, expire)
                .executeUpdate();
    }

    /// Takes the invitations of an address that still hold. What somebody has said who was banned or is gone does not.
    @Transactional(TxType.MANDATORY)
    List<Due> take(String emailAddress, Instant now) {
        List<?> rows = database.createNativeQuery("""
                        with taken as (
                            delete from invitations where email_address = ?1 and expire > ?2
                            returning project_id, invited_by)
                        select t.project_id, t.invited_by, 'admin' = any (a.groups)
                        from taken t join accounts a on a.account_id = t.invited_by and not a.banned and not a.deleted
                        """, Object[].class)
                .setParameter(1, emailAddress)
                .setParameter(2, now)
                .getResultList();
        return rows.stream()
                .map(it -> (Object[]) it)
                .map(it -> new Due((UUID) it[0], (UUID) it[1], Boolean.TRUE.equals(it[2])))
                .toList();
    }
}
