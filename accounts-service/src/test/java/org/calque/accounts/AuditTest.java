package org.calque.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.testing.TestCallers;
import org.calque.messages.Caller;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest extends AccountsTest {
    private static final Logger LOG = Logger.getLogger(AuditTest.class);

    @Inject
    Audit audit;

    private final UUID target = UUID.randomUUID();
    private final Caller admin =
            TestCallers.account(UUID.randomUUID()).admin().by("key-17").caller();

    @Test
    void aDeedIsRecordedWithWhoDidItFromWhereInWhichRequest() throws SQLException {
        audit.recordAlone(AuditEvent.BAN, admin, target, Map.of("note", "spam"));
        assertEquals(
                "ban account " + admin.id() + " key-17 203.0.113.1 " + admin.requestId() + " {\"note\": \"spam\"}",
                ask(
                        "select concat_ws(' ', event, actor_kind, actor, key_id, address, request_id, details)"
                                + " from audit where target = ?",
                        target));
    }

    @Test
    void noDetailKeepsWhatLooksLikeASecret() throws SQLException {
        var key = "sk-0123456789abcdef000017";
        audit.recordAlone(AuditEvent.BAN, admin, target, Map.of("note", key, "all", List.of(Map.of("n", "\0" + key))));
        assertEquals(
                "{\"all\": [{\"n\": \"\uFFFDsk-…\"}], \"note\": \"sk-…\"}",
                ask("select details from audit where target = ?", target));
    }

    @Test
    void outsideATransactionNothingIsRecorded() {
        assertThrows(IllegalStateException.class, () -> audit.record(AuditEvent.BAN, admin, target));
    }

    @Test
    void whatIsRolledBackLeavesNoGap() throws SQLException {
        assertThrows(
                UnsupportedOperationException.class,
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    audit.record(AuditEvent.BAN, admin, target);
                    throw new UnsupportedOperationException("so it is rolled back");
                }));
        assertEquals("0", ask("select count(*) from audit where target = ?", target));
        audit.recordAlone(AuditEvent.REMOVE_BAN, admin, target, Map.of());
        assertEquals("t", ask("select max(seq) = count(*) from audit"));
    }

    @Test
    void severalDeedsOfOneTransactionAreChainedInTheirOrder() throws SQLException {
        QuarkusTransaction.requiringNew().run(() -> {
            audit.record(AuditEvent.BAN, admin, target);
            audit.record(AuditEvent.KEY_DELETED, admin, target);
            audit.record(AuditEvent.SIGN_OUT, admin, target);
        });
        assertEquals(
                "ban,key_deleted,sign_out",
                ask("select string_agg(event, ',' order by seq) from audit where target = ?", target));
    }

    @Test
    void rowsAreNeitherChangedNorTakenAway() {
        audit.recordAlone(AuditEvent.BAN, admin, target, Map.of());
        for (var statement :
                new String[] {"update audit set event = 'sign_in'", "delete from audit where seq = 1", "truncate audit"
                }) {
            var refusal = assertThrows(SQLException.class, () -> sql(statement));
            assertTrue(refusal.getMessage().contains("append-only"), refusal.getMessage());
        }
    }

    @Test
    void aStormOfDeedsMakesOneChainFastEnough() throws Exception {
        int deeds = 2000;
        var start = Instant.now();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, deeds)
                    .<Future<?>>mapToObj(i -> threads.submit(
                            () -> audit.recordAlone(AuditEvent.SIGN_IN, admin, target, Map.of("number", i))))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        var perSecond = deeds * 1000L / Duration.between(start, Instant.now()).toMillis();
        LOG.infof("%d audited commits per second", perSecond);
        assertEquals("t", ask("select max(seq) = count(*) from audit"));
        assertEquals(
                "0",
                ask("select count(*) from audit later join audit earlier on earlier.seq = later.seq - 1"
                        + " where later.previous_hash <> earlier.hash"));
        assertTrue(perSecond > 100, perSecond + " audited commits per second");
    }
}
