package org.calque.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// What it takes to find out whose key a call has, in a table of many: a key that the gateway remembers, and one that
/// it
/// has never seen, for which it asks accounts-service and that the database. Calls are pings, which do nothing else.
final class KeyFigures {
    private static final int ACCOUNTS = 10_000;
    private static final int KEYS = 100_000;
    private static final int WARM_UP = 8_000;
    private static final int AT_FULL_SPEED = 8_000;
    private static final int CONNECTIONS = 16;
    private static final int PER_SECOND = 200;
    private static final int PER_SECOND_WARM = 2_000;
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final int SIGN_UPS = 40;
    private static final int HASHES = 500_000;
    private final RunningSystem system;
    private final Report report;

    KeyFigures(RunningSystem system, Report report) {
        this.system = system;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException, SQLException {
        var database = system.database("accounts");
        if (database.isEmpty()) {
            report.remark("keys: the database is not the embedded one, so no keys are put into it");
            return;
        }
        signUps(database.get());
        try (var stock = new KeyStock(database.get(), ACCOUNTS, KEYS)) {
            cold(database.get(), stock);
            warm(stock);
        }
    }

    private void cold(Database database, KeyStock stock) throws IOException, InterruptedException, SQLException {
        report.trouble(
                "keys",
                system.load("ping", CONNECTIONS, "{}", stock.fresh(WARM_UP)).each());
        var fast = system.load("ping", CONNECTIONS, "{}", stock.fresh(AT_FULL_SPEED))
                .each();
        report.trouble("keys", fast);
        var before = system.metrics();
        var calls = (int) (PER_SECOND * LENGTH.toSeconds());
        var steady = system.load("ping", CONNECTIONS, "{}", stock.fresh(calls)).steady(PER_SECOND, LENGTH);
        report.trouble("keys", steady);
        var inGateway = system.metrics().accountsSince(before);
        var select = Spread.of(database.selectKeys(stock.rows(), PER_SECOND, LENGTH));
        var at = " at " + PER_SECOND + "/s";
        report.latency(
                "key check, cold, in the gateway", CONNECTIONS, inGateway, at, "SELECT by id, JDBC", select, "< 2 ms");
        report.latency(
                "ping with a key never seen",
                CONNECTIONS,
                Spread.of(steady.latency()),
                at + ", full speed " + Table.number(fast.perSecond()) + "/s",
                "SELECT by id, JDBC",
                select,
                "");
    }

    private void warm(KeyStock stock) throws IOException, InterruptedException {
        var key = stock.fresh(1);
        system.load("ping", CONNECTIONS, "{}", key).capacity(Duration.ZERO, LENGTH);
        var before = system.metrics();
        var steady = system.load("ping", CONNECTIONS, "{}", key).steady(PER_SECOND_WARM, LENGTH);
        report.trouble("keys", steady);
        report.latency(
                "key check, warm, in the gateway",
                CONNECTIONS,
                system.metrics().memorySince(before),
                " at " + PER_SECOND_WARM + "/s",
                "SHA-256 of a key",
                Spread.of(hashes(key.getFirst())),
                "< 20 µs");
    }

    private static Histogram hashes(String key) {
        for (int i = 0; i < HASHES; i++) {
            KeyStock.sha256(key);
        }
        var times = Measured.histogram();
        for (int i = 0; i < HASHES; i++) {
            var begin = System.nanoTime();
            KeyStock.sha256(key);
            times.recordValue(Math.max(1, System.nanoTime() - begin));
        }
        return times;
    }

    /// Real accounts, made by an administrator's key. Few of them: so many are allowed from one address.
    private void signUps(Database database) throws InterruptedException, SQLException {
        var domain = "@" + UUID.randomUUID() + ".invalid";
        var bodies = IntStream.range(0, SIGN_UPS)
                .mapToObj(it -> "{\"first_name\":\"Bench\",\"last_name\":\"Mark\",\"agreed_to_terms\":true,"
                        + "\"email_address\":\"bench-" + it + domain + "\",\"password\":\"" + UUID.randomUUID() + "\"}")
                .toArray(String[]::new);
        var made = system.load("create_account", 4, bodies).each();
        report.trouble("sign-ups", made);
        report.figure(
                "sign-ups",
                4,
                made.perSecond(),
                "/s",
                Spread.of(made.latency()) + " while " + SIGN_UPS + " are made",
                "");
        database.deleteAccounts(domain);
    }
}
