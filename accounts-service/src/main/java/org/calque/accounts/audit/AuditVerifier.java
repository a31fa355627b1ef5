package org.calque.accounts.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import org.calque.messages.admin.AdminAuditVerify.Verified;

/// Verifies the whole log as it is at one moment, however long it is.
@ApplicationScoped
class AuditVerifier {
    private static final int ROWS_AT_A_TIME = 1000;
    private static final int LONGEST_SECONDS = 900;

    private final AgroalDataSource database;

    AuditVerifier(AgroalDataSource database) {
        this.database = database;
    }

    /// @param expectedHead what the chain must contain; null for anything
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @TransactionConfiguration(timeout = LONGEST_SECONDS)
    Verified verify(byte[] expectedHead) {
        var verification = new AuditVerification(expectedHead);
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("select " + StoredEntry.COLUMNS + " from audit order by seq")) {
            select.setFetchSize(ROWS_AT_A_TIME);
            try (var rows = select.executeQuery()) {
                while (rows.next() && verification.next(StoredEntry.of(rows))) {
                    // The verification remembers what it needs.
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the audit log could not be read", failure);
        }
        return verification.result();
    }
}
