package org.calque.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HousekeepingTest extends AccountsTest {
    @Inject
    Housekeeping housekeeping;

    @Test
    void onlyWhatHasExpiredIsSweptAway() throws SQLException {
        var id = create(freshEmail());
        for (String when : new String[] {"- interval '1 minute'", "+ interval '1 minute'"}) {
            sql(
                    "insert into sessions (id, hash, account_id, created, expire)"
                            + " values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), ?, now(), now() "
                            + when + ")",
                    id);
        }
        sql(
                "insert into attempts (kind, subject, time) values ('USER_AUTH', ?, now() - interval '59 minutes')",
                "" + id);
        sql(
                "insert into attempts (kind, subject, time) values ('USER_AUTH', ?, now() - interval '61 minutes')",
                "" + id);
        housekeeping.sweep();
        assertEquals("1", ask("select count(*) from sessions where account_id = ?", id));
        assertEquals("1", ask("select count(*) from attempts where subject = ?", "" + id));
    }
}
