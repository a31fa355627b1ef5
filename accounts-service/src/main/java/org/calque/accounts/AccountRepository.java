package org.calque.accounts;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /// The same, and until the end of the running transaction nobody else changes it: an entity is written whole.
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Account> livingToChange(UUID id) {
        return find("accountId = ?1 and not deleted", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /// The account of this address in lower case, if it can be one; a deleted account has given its address back.
    @Transactional
    public Optional<Account> byEmail(String emailAddress) {
        return emailAddress.length() > LONGEST_EMAIL || emailAddress.indexOf('\0') >= 0
                ? Optional.empty()
                : find("emailAddress", emailAddress).firstResultOptional();
    }

    /// Marks an account as deleted and gives its address back. False when it was not there any longer.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean markDeleted(UUID id) {
        return change(
                "deleted = true, email_address_before_delete = email_address, email_address = null, passports = '{}'",
                id);
    }

    /// False when there is no such account.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean markBanned(UUID id, boolean banned) {
        return change("banned = " + banned, id);
    }

    private boolean change(String columns, UUID id) {
        return getEntityManager()
                        .createNativeQuery("update accounts set " + columns + " where account_id = ?1 and not deleted")
                        .setParameter(1, id)
                        .executeUpdate()
                == 1;
    }

    /// Changes a password, unless it is another one by now.
    ///
    /// @param checked the account when its password was checked
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean changePassword(Account checked, String hash) {
        return changeChecked("password_hash = ?3", checked, hash);
    }

    /// Changes an e-mail address, unless the password is another one by now.
    ///
    /// @param checked      the account when its password was checked
    /// @param emailAddress in lower case
    /// @throws org.hibernate.exception.ConstraintViolationException when another account has it
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean changeEmailAddress(Account checked, String emailAddress) {
        return changeChecked("email_address = ?3", checked, emailAddress);
    }

    private boolean changeChecked(String column, Account checked, String value) {
        return getEntityManager()
                        .createNativeQuery("update accounts set " + column + " where account_id = ?1 and not deleted"
                                + " and password_hash is not distinct from cast(?2 as text)")
                        .setParameter(1, checked.accountId)
                        .setParameter(2, checked.passwordHash)
                        .setParameter(3, value)
                        .executeUpdate()
                == 1;
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

    /// Whether this account is the only administrator who can act. When it is an administrator at all, nobody changes
    /// who is one until the end of the running transaction.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isLastAdministrator(UUID id) {
        if (!living(id).map(Account::isAdmin).orElse(false)) {
            return false;
        }
        changeAdministratorsOneByOne();
        return !hasAdministratorBeside(id);
    }

    /// Keeps a hash of the same password made with the parameters of today, unless the password was changed meanwhile.
    @Transactional
    public void rehash(UUID id, String outdated, String passwordHash) {
        update("passwordHash = ?1 where accountId = ?2 and passwordHash = ?3", passwordHash, id, outdated);
    }

    /// Until the end of the running transaction nobody bans or deletes this account or changes its password. False when
    /// somebody has.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean holdsStill(UUID id) {
        return !held(id).isEmpty();
    }

    /// The same for an account that must still have this password hash; null for none.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean holdsStill(UUID id, String passwordHash) {
        var held = held(id);
        return !held.isEmpty() && Objects.equals(held.getFirst(), passwordHash);
    }

    private List<?> held(UUID id) {
        return getEntityManager()
                .createNativeQuery(
                        "select password_hash from accounts where account_id = ?1 and not banned and not deleted"
                                + " for share")
                .setParameter(1, id)
                .getResultList();
    }

    /// Sets a new password, whatever the present one is.
    @Transactional(Transactional.TxType.MANDATORY)
    public void resetPassword(UUID id, String passwordHash) {
        update("passwordHash = ?1 where accountId = ?2", passwordHash, id);
    }

    /// Some of the ephemeral accounts whose time is over.
    @Transactional
    public List<Account> over(Instant now, int most) {
        return find("not deleted and expires <= ?1", now).page(0, most).list();
    }
}
