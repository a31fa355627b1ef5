package org.calque.accounts.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.calque.kit.testing.TestSystem;
import org.calque.messages.admin.AdminAuditVerify.Verified;
import org.junit.jupiter.api.Test;

/// What stood in the log before it was a chain is the beginning of the chain.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
class AuditChainMigrationTest {
    @Inject
    AgroalDataSource database;

    @Test
    void entriesFromBeforeTheChainAreItsFirst() throws SQLException, IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                putTheChainAside(statement);
                statement.execute("create table audit (id bigint generated always as identity primary key,"
                        + " time timestamptz not null, event text not null, account_id uuid not null,"
                        + " target_id uuid not null)");
                statement.execute("insert into audit (time, event, account_id, target_id)"
                        + " select timestamptz '2026-01-31 23:59:59.123456+00' + i * interval '1 day', 'évent',"
                        + " gen_random_uuid(), gen_random_uuid() from generate_series(1, 20) i");
                statement.execute("delete from audit where id = 7");
                try (var migration = getClass().getResourceAsStream("/db/migration/V5__audit_chain.sql")) {
                    statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
                }
                var verified = verify(statement);
                assertEquals("null 19", verified.problem() + " " + verified.entries());
            } finally {
                connection.rollback();
            }
        }
    }

    private static void putTheChainAside(Statement statement) throws SQLException {
        statement.execute("alter table audit rename to audit_aside");
        statement.execute("alter function audit_is_append_only rename to audit_aside_is_append_only");
        for (var index : List.of("pkey", "time", "event", "actor", "target")) {
            statement.execute("alter index audit_" + index + " rename to audit_aside_" + index);
        }
    }

    private static Verified verify(Statement statement) throws SQLException {
        var verification = new AuditVerification(null);
        try (var rows = statement.executeQuery("select * from audit order by seq")) {
            while (rows.next()) {
                verification.next(StoredEntry.of(rows));
            }
        }
        return verification.result();
    }
}
