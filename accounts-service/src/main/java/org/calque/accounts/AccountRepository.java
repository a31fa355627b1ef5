package org.calque.accounts;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class AccountRepository implements PanacheRepositoryBase<Account, UUID> {
    private static final int LONGEST_EMAIL = 254;

    /// The account of this id, unless it is deleted.
    @Transactional
    public Optional<Account> living(UUID id) {
        return find("accountId = ?1 and not deleted", id).firstResultOptional();
    }

    /// The account of this address in lower case, if it can be one; a deleted account has given its address back.
    @Transactional
    public Optional<Account> byEmail(String emailAddress) {
        return emailAddress.length() > LONGEST_EMAIL || emailAddress.indexOf('\0') >= 0
                ? Optional.empty()
                : find("emailAddress", emailAddress).firstResultOptional();
    }

    @Transactional
    public boolean hasAdministrator() {
        return !getEntityManager()
                .createNativeQuery("select from accounts where 'admin' = any(groups) and not deleted limit 1")
                .getResultList()
                .isEmpty();
    }

    /// Until the end of the running transaction nobody else changes who is an administrator.
    @Transactional(Transactional.TxType.MANDATORY)
    public void changeAdministratorsOneByOne() {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('administrators', 0)) as text)")
                .getSingleResult();
    }

    /// Whether there is an administrator who can act, beside the account of this id.
    @Transactional
    public boolean hasAdministratorBeside(UUID id) {
        return !getEntityManager()
                .createNativeQuery("select from accounts where 'admin' = any(groups) and not deleted and not banned"
                        + " and account_id <> ?1 limit 1")
                .setParameter(1, id)
                .getResultList()
                .isEmpty();
    }

    /// Keeps a hash made with the parameters of today.
    @Transactional
    public void rehash(UUID id, String passwordHash) {
        update("passwordHash = ?1 where accountId = ?2", passwordHash, id);
    }
}
