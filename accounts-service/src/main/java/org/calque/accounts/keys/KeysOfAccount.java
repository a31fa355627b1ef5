package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.admin.AdminKeys.Key;
import org.calque.messages.admin.AdminKeys.Listed;

/// All keys that an account has made, as administrators see them.
@ApplicationScoped
class KeysOfAccount {
    private final ApiKeyRepository keys;
    private final LegacyKeys legacyKeys;
    private final KeyRemover remover;

    KeysOfAccount(ApiKeyRepository keys, LegacyKeys legacyKeys, KeyRemover remover) {
        this.keys = keys;
        this.legacyKeys = legacyKeys;
        this.remover = remover;
    }

    @Transactional
    Listed list(UUID account) {
        return new Listed(
                keys.madeBy(account).stream().map(KeysOfAccount::shown).toList(),
                legacyKeys.created(account).orElse(null));
    }

    /// @return whether there was such a key
    @Transactional
    boolean delete(Long id, Caller by) {
        if (id == null || id < 0 || id > Integer.MAX_VALUE) {
            return false;
        }
        var key = keys.findByIdOptional(id.intValue());
        key.ifPresent(it -> remover.remove(it, by));
        return key.isPresent();
    }

    /// @return whether there was one
    boolean deleteLegacy(UUID account, Caller by) {
        return legacyKeys.delete(account, by);
    }

    private static Key shown(ApiKey key) {
        return new Key(
                key.id, key.accountId, key.projectId, key.name, key.trunc, key.created, key.expire, key.lastActive);
    }
}
