package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.accounts.Secrets;

/// The key of the old form that an account may have beside the others.
@ApplicationScoped
public class LegacyKeys {
    private final EntityManager database;

    LegacyKeys(EntityManager database) {
        this.database = database;
    }

    /// Makes the key of an account that is just being made, and answers its secret.
    @Transactional(Transactional.TxType.MANDATORY)
    public String make(UUID account) {
        var secret = KeyText.makeLegacy();
        database.createNativeQuery("insert into legacy_keys (account_id, hash, created) values (?1, ?2, now())")
                .setParameter(1, account)
                .setParameter(2, Secrets.hash(secret))
                .executeUpdate();
        return secret;
    }
}
