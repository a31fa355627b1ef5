package org.calque.accounts.signin;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.messages.facts.CallerChanged;
import org.calque.messages.facts.KeyRevoked;

/// The end of what an account gets in by. Each is told to whoever remembers a caller, in the same transaction.
///
/// The account's row is to be changed before, so that nobody who holds it still starts a session or makes a token in
/// between: see [org.calque.accounts.AccountRepository#holdsStill(UUID)].
@ApplicationScoped
public class Endings {
    private final AgroalDataSource database;
    private final Outbox outbox;

    Endings(AgroalDataSource database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    @Transactional(TxType.MANDATORY)
    void ofSession(UUID session) {
        revoked(delete("delete from sessions where id = ? returning id", session));
    }

    /// Ends the sessions of an account.
    ///
    /// @param except one that goes on; may be null
    @Transactional(TxType.MANDATORY)
    public void ofSessions(UUID account, UUID except) {
        revoked(delete(
                "delete from sessions where account_id = ? and id is distinct from ? returning id", account, except));
    }

    /// Ends the tokens by which others sign in as an account.
    @Transactional(TxType.MANDATORY)
    public void ofAuthTokens(UUID account) {
        delete("delete from auth_tokens where account_id = ? returning account_id", account);
    }

    /// Ends the links by which whoever read an account's mail could set its password.
    @Transactional(TxType.MANDATORY)
    public void ofResetLinks(UUID account) {
        delete("delete from password_resets where account_id = ? returning account_id", account);
    }

    /// Takes away the keys that an account has made, for itself and for projects.
    @Transactional(TxType.MANDATORY)
    public void ofKeys(UUID account) {
        delete("delete from api_keys where account_id = ? returning account_id", account);
        delete("delete from legacy_keys where account_id = ? returning account_id", account);
        outbox.add(new CallerChanged(account));
    }

    private void revoked(List<UUID> sessions) {
        outbox.addAll(sessions.stream()
                .map(session -> new KeyRevoked(Session.keyId(session)))
                .toList());
    }

    private List<UUID> delete(String statement, UUID... ids) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(statement)) {
            for (int i = 0; i < ids.length; i++) {
                delete.setObject(i + 1, ids[i], java.sql.Types.OTHER);
            }
            var deleted = new ArrayList<UUID>();
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    deleted.add(rows.getObject(1, UUID.class));
                }
            }
            return deleted;
        } catch (SQLException failure) {
            throw new IllegalStateException("what an account gets in by could not be ended", failure);
        }
    }
}
