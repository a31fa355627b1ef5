package org.calque.accounts.keys;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Account;

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, Integer> {
    private static final Sort NEWEST_FIRST = Sort.descending("created", "id");

    int nextId() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select nextval(pg_get_serial_sequence('api_keys', 'id'))")
                        .getSingleResult())
                .intValue();
    }

    /// A key and the account that made it.
    record Owned(ApiKey key, Account owner) {}

    @Transactional
    Optional<Owned> withOwner(int id) {
        return getEntityManager()
                .createQuery(
                        "select key, owner from ApiKey key join Account owner on owner.accountId = key.accountId"
                                + " where key.id = ?1",
                        Owned.class)
                .setParameter(1, id)
                .getResultStream()
                .findFirst();
    }

    /// Keys that act as the account everywhere.
    List<ApiKey> ofAccount(UUID account) {
        return list("accountId = ?1 and projectId is null", NEWEST_FIRST, account);
    }

    List<ApiKey> ofProject(UUID project) {
        return list("projectId", NEWEST_FIRST, project);
    }

    long countOf(UUID account) {
        return count("accountId", account);
    }

    /// Until the end of the running transaction nobody else makes a key for this account.
    void makeOneByOne(UUID account) {
        getEntityManager()
                .createNativeQuery("select account_id from accounts where account_id = ?1 for no key update")
                .setParameter(1, account)
                .getResultList();
    }

    /// Notes that a key was used, unless that was noted after `since`.
    @Transactional
    void used(int id, Instant now, Instant since) {
        update("lastActive = ?1 where id = ?2 and (lastActive is null or lastActive < ?3)", now, id, since);
    }
}
