package org.calque.accounts.keys;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, Integer> {
    private static final Sort NEWEST_FIRST = Sort.descending("created", "id");

    int nextId() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select nextval(pg_get_serial_sequence('api_keys', 'id'))")
                        .getSingleResult())
                .intValue();
    }

    /// The key of this id, if it is one of the ring.
    Optional<ApiKey> in(KeyRing ring, Long id) {
        return find(ring, id, LockModeType.NONE);
    }

    /// The same, which nobody else changes until the end of the running transaction.
    Optional<ApiKey> lock(KeyRing ring, Long id) {
        return find(ring, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private Optional<ApiKey> find(KeyRing ring, Long id, LockModeType lock) {
        return id == null || id < 0 || id > Integer.MAX_VALUE
                ? Optional.empty()
                : findByIdOptional(id.intValue(), lock).filter(ring::covers);
    }

    /// Keys that act as the account everywhere.
    List<ApiKey> ofAccount(UUID account) {
        return list("accountId = ?1 and projectId is null", NEWEST_FIRST, account);
    }

    List<ApiKey> ofProject(UUID project) {
        return list("projectId", NEWEST_FIRST, project);
    }

    /// Keys of a project that an account has made, unless it is an administrator.
    List<Integer> ofFormerMember(UUID account, UUID project) {
        return getEntityManager()
                .createNativeQuery(
                        "select k.id from api_keys k join accounts a on a.account_id = k.account_id"
                                + " where k.project_id = ?1 and k.account_id = ?2 and not 'admin' = any (a.groups)",
                        Integer.class)
                .setParameter(1, project)
                .setParameter(2, account)
                .getResultList();
    }

    /// The key that a call of this name has made for the account.
    Optional<ApiKey> madeBy(UUID account, String once) {
        return find("accountId = ?1 and once = ?2", account, once).firstResultOptional();
    }

    /// Some of the keys that were rotated and have ended.
    List<ApiKey> rotatedAndOver(Instant now) {
        return find("rotatedTo is not null and expire < ?1", now).page(0, 1000).list();
    }

    /// Keys that the account has made, also those of projects.
    List<ApiKey> madeBy(UUID account) {
        return list("accountId", NEWEST_FIRST, account);
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
}
