package org.calque.accounts;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.UUID;

/// Who did what to whose account.
@ApplicationScoped
public class Audit {
    private final AgroalDataSource database;

    Audit(AgroalDataSource database) {
        this.database = database;
    }

    /// Records a deed in the transaction that does it.
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String event, UUID account, UUID target) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into audit (time, event, account_id, target_id) values (now(), ?, ?, ?)")) {
            insert.setString(1, event);
            insert.setObject(2, account);
            insert.setObject(3, target);
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("a deed could not be recorded", failure);
        }
    }
}
