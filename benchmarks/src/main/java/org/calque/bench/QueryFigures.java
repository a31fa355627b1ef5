package org.calque.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.bench.Report.Peer;

/// The query language beside hand-written JDBC that answers the same rows: behind a server of its own, and as a bare
/// SELECT without one.
final class QueryFigures {
    private static final Duration WARM_UP = Duration.ofMillis(1_500);
    private static final Duration LENGTH = Duration.ofSeconds(4);
    private static final int CONNECTIONS = 16;
    private static final int READERS = 2;
    private static final int MANY = 10_000;
    private static final int MILLION = 1_000_000;
    private static final int QUERY_OFFSET = 3;
    private static final String HAND_WRITTEN = "hand-written server, JDBC";

    private final RunningSystem system;
    private final Report report;
    private final String project;

    QueryFigures(RunningSystem system, Report report, String project) {
        this.system = system;
        this.report = report;
        this.project = project;
    }

    void measure() throws IOException, SQLException, InterruptedException {
        var database = system.database("projects");
        if (database.isEmpty()) {
            report.remark("query: the database is not the embedded one, so nothing can be put beside it");
            return;
        }
        var account = UUID.fromString(system.ask("v1/query", "{\"query\":{\"accounts\":{\"account_id\":null}}}")
                .at("/query/accounts/account_id")
                .asText());
        try (var peer = new HandWritten(database.get(), account);
                var stock = new ProjectStock(database.get())) {
            one(database.get(), peer, account);
            among(database.get(), stock, account);
            many(stock, peer, account);
        }
    }

    /// One project by its id.
    private void one(Database database, HandWritten peer, UUID account)
            throws IOException, SQLException, InterruptedException {
        var get = "{\"query\":{\"projects_all\":{\"project_id\":\"" + project + "\",\"title\":null}}}";
        system.load("query", CONNECTIONS, get).warmUp();
        inner(account, CONNECTIONS, get).warmUp();
        load(peer.port(), CONNECTIONS, get).warmUp();
        var byHand = load(peer.port(), CONNECTIONS, get).capacity(WARM_UP, LENGTH);
        report.trouble(HAND_WRITTEN, byHand);
        var select = database.selectsPerSecond(UUID.fromString(project), CONNECTIONS, WARM_UP, LENGTH);
        beside(
                "get of one project, at the service",
                inner(account, CONNECTIONS, get),
                inner(account, CONNECTIONS, get),
                byHand,
                select,
                ">= 0.60");
        beside(
                "get of one project, through the gateway",
                system.load("query", CONNECTIONS, get),
                system.load("query", CONNECTIONS, get),
                byHand,
                select,
                ">= 0.40, p99 <= 10 ms");
    }

    private void beside(String figure, Generator full, Generator half, Measured byHand, double select, String goal)
            throws InterruptedException {
        var capacity = full.capacity(WARM_UP, LENGTH);
        var steady = half.steady(Math.max(1, capacity.perSecond() / 2), LENGTH);
        report.requests(
                figure,
                CONNECTIONS,
                capacity,
                steady,
                List.of(
                        new Peer(HAND_WRITTEN, byHand.perSecond(), goal),
                        new Peer("the SELECT alone, JDBC", select, "")));
    }

    /// The few projects of an account, among a thousand and among a million.
    private void among(Database database, ProjectStock stock, UUID account)
            throws IOException, SQLException, InterruptedException {
        stock.add(5, account);
        stock.add(1_000, null);
        var list = "{\"query\":{\"projects\":[{\"project_id\":null,\"title\":null,\"last_edited\":null}]}}";
        system.load("query", CONNECTIONS, list).warmUp();
        var amongThousand = system.load("query", CONNECTIONS, list).capacity(WARM_UP, LENGTH);
        report.trouble("among a thousand", amongThousand);
        System.err.println("  a million projects are put into the table");
        stock.add(MILLION, null);
        var load = system.load("query", CONNECTIONS, list);
        var amongMillion = load.capacity(WARM_UP, LENGTH);
        report.requests(
                "list of 5 projects among 1 000 000",
                CONNECTIONS,
                amongMillion,
                load.steady(Math.max(1, amongMillion.perSecond() / 2), LENGTH),
                List.of(new Peer("the same among 1 000", amongThousand.perSecond(), "about 1")));
    }

    /// Many rows, in rows a second.
    private void many(ProjectStock stock, HandWritten peer, UUID account)
            throws IOException, SQLException, InterruptedException {
        stock.add(MANY, account);
        for (int rows : new int[] {1_000, 3_000, MANY}) {
            var list = "{\"query\":{\"projects_all\":[{\"project_id\":null,\"title\":null}]},\"options\":[{\"limit\":"
                    + rows + "}]}";
            var byHand = rowsPerSecond(load(peer.port(), READERS, list), rows);
            var peers = new ArrayList<>(List.of(new Peer(HAND_WRITTEN, byHand, rows == MANY ? ">= 0.50" : "")));
            report.figure(
                    "rows of a list of " + rows + ", at the service",
                    READERS,
                    rowsPerSecond(inner(account, READERS, list), rows),
                    "/s",
                    "",
                    peers);
            report.figure(
                    "rows of a list of " + rows + ", through the gateway",
                    READERS,
                    rowsPerSecond(system.load("query", READERS, list), rows),
                    "/s",
                    "",
                    peers);
        }
    }

    private double rowsPerSecond(Generator load, int rows) throws InterruptedException {
        var measured = load.capacity(WARM_UP, LENGTH);
        report.trouble("rows", measured);
        return measured.perSecond() * rows;
    }

    private static Generator load(int port, int connections, String body) {
        return new Generator(
                Target.post(port, "/events/query", "nobody's", List.of(body), RunningSystem.ERROR), connections);
    }

    /// Straight to the service, as the gateway would ask it.
    private Generator inner(UUID account, int connections, String body) throws IOException {
        var token = InnerToken.of(account, system.home().resolve("secrets"));
        return new Generator(
                Target.postAs("Bearer " + token, system.port() + QUERY_OFFSET, "/events/query", body), connections);
    }
}
