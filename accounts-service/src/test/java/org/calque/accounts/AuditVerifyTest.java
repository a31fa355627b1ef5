package org.calque.accounts;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody who owns the database tampers with the log.
@QuarkusTest
class AuditVerifyTest extends AccountsTest {
    private static final TestCaller ADMIN =
            TestCallers.account(UUID.randomUUID()).admin();

    @Inject
    Audit audit;

    private long first;

    @BeforeEach
    void recordFiveDeedsAndTurnTheGuardOff() throws SQLException {
        var target = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            audit.recordAlone(
                    AuditEvent.GROUPS_CHANGED, ADMIN.by("key-5").caller(), target, Map.of("number", i, "a", "b"));
        }
        first = Long.parseLong(ask("select min(seq) from audit where target = ?", target));
        sql("create table audit_saved as select * from audit");
        sql("alter table audit disable trigger audit_append_only");
    }

    @AfterEach
    void putEverythingBack() throws SQLException {
        sql("delete from audit");
        sql("insert into audit select * from audit_saved");
        sql("alter table audit enable trigger audit_append_only");
        sql("drop table audit_saved");
    }

    private static ValidatableResponse verify(Map<String, ?> parameters) {
        return route(ADMIN, "admin/audit-verify", parameters).statusCode(200);
    }

    private static void assertBroken(long entry, String problem) {
        verify(Map.of())
                .body("valid", is(false))
                .body("entries", is((int) entry - 1))
                .body("first_broken", is((int) entry))
                .body("problem", is(problem));
    }

    @Test
    void anUntouchedLogIsValidAndAnswersItsHead() throws SQLException {
        verify(Map.of())
                .body("valid", is(true))
                .body("entries", is((int) first + 4))
                .body("head", is(ask("select encode(hash, 'hex') from audit order by seq desc limit 1")))
                .body("first_broken", nullValue())
                .body("problem", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "time, time + interval '1 microsecond'",
                "event, 'sign_in'",
                "actor_kind, 'system'",
                "actor, null::uuid",
                "key_id, 'key-6'",
                "target, gen_random_uuid()",
                "address, '198.51.100.1'",
                "request_id, ''",
                "details, details || '{\"number\": 9}'",
                "hash, sha256('')"
            })
    void aChangeOfAnyColumnIsNoticed(String column, String value) throws SQLException {
        assertEquals(1, sql("update audit set " + column + " = " + value + " where seq = ?", first + 2));
        assertBroken(first + 2, "entry " + (first + 2) + " has been changed");
    }

    @Test
    void aChangedLinkIsNoticed() throws SQLException {
        sql("update audit set previous_hash = sha256('') where seq = ?", first + 2);
        assertBroken(first + 2, "entry " + (first + 2) + " does not follow the one before");
    }

    @Test
    void anEntryThatIsChangedTogetherWithItsHashIsNoticedAtTheNextOne() throws SQLException {
        sql("update audit set event = 'sign_in', hash = sha256('anything') where seq = ?", first + 2);
        assertBroken(first + 2, "entry " + (first + 2) + " has been changed");
    }

    @Test
    void anEntryThatIsTakenAwayIsNoticed() throws SQLException {
        sql("delete from audit where seq = ?", first + 2);
        assertBroken(first + 2, "entry " + (first + 2) + " is missing");
    }

    @Test
    void anEntryThatIsTakenAwayAndWhoseNumberIsGivenToTheNextOnesIsNoticed() throws SQLException {
        sql("delete from audit where seq = ?", first + 2);
        for (int i = 3; i < 5; i++) {
            sql("update audit set seq = seq - 1 where seq = ?", first + i);
        }
        assertBroken(first + 2, "entry " + (first + 2) + " does not follow the one before");
    }

    @Test
    void theFirstEntryIsMissed() throws SQLException {
        sql("delete from audit where seq = 1");
        assertBroken(1, "entry 1 is missing");
    }

    @Test
    void aSwappedPairIsNoticed() throws SQLException {
        sql("update audit set seq = -1 where seq = ?", first + 1);
        sql("update audit set seq = ? where seq = ?", first + 1, first + 2);
        sql("update audit set seq = ? where seq = -1", first + 2);
        assertBroken(first + 1, "entry " + (first + 1) + " does not follow the one before");
    }

    @Test
    void aSwappedPairOfContentsIsNoticed() throws SQLException {
        sql(
                "update audit one set details = other.details from audit other"
                        + " where one.seq in (?, ?) and other.seq in (?, ?) and one.seq <> other.seq",
                first + 1,
                first + 2,
                first + 1,
                first + 2);
        assertBroken(first + 1, "entry " + (first + 1) + " has been changed");
    }

    @Test
    void aCutTailIsNoticedByAHeadFromBefore() throws SQLException {
        String head = verify(Map.of()).extract().path("head");
        sql("delete from audit where seq > ?", first + 2);
        verify(Map.of()).body("valid", is(true));
        verify(Map.of("head", head))
                .body("valid", is(false))
                .body("first_broken", is((int) first + 3))
                .body("problem", containsString("is not in the log"));
    }

    @Test
    void anEmptiedLogIsNoticedByAHeadFromBefore() throws SQLException {
        String head = verify(Map.of()).extract().path("head");
        sql("delete from audit");
        verify(Map.of()).body("valid", is(true)).body("head", is("0".repeat(64)));
        verify(Map.of("head", head)).body("valid", is(false)).body("first_broken", is(1));
    }

    @Test
    void aHeadFromBeforeIsFoundInALogThatHasGrown() throws SQLException {
        String head = verify(Map.of()).extract().path("head");
        audit.recordAlone(AuditEvent.BAN, ADMIN.caller(), UUID.randomUUID(), Map.of());
        verify(Map.of("head", head.toUpperCase())).body("valid", is(true));
        verify(Map.of("head", "12".repeat(32))).body("valid", is(false));
        verify(Map.of("head", "0".repeat(64))).body("valid", is(true));
    }

    @Test
    void anEntryThatWasPutInUnchainedIsNoticed() throws SQLException {
        sql("insert into audit select seq + 1, time, event, actor_kind, actor, key_id, target, address, request_id,"
                + " details, hash, sha256('x') from audit order by seq desc limit 1");
        assertBroken(first + 5, "entry " + (first + 5) + " has been changed");
    }
}
