package org.calque.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.calque.bench.Report.Peer;

/// Figures of calls that are answered at once.
final class RequestFigures {
    private static final Duration WARM_UP = Duration.ofMillis(1500);
    private static final Duration UNTIL_COMPILED = Duration.ofSeconds(15);
    private static final Duration LENGTH = Duration.ofMillis(2500);
    private static final int GOAL_AT = 16;
    private static final int TITLES = 64;
    private final RunningSystem system;
    private final Report report;
    private final String project;

    RequestFigures(RunningSystem system, Report report, String project) {
        this.system = system;
        this.report = report;
        this.project = project;
    }

    void measure() throws IOException, InterruptedException, SQLException {
        var get = "{\"query\":{\"projects\":{\"project_id\":\"" + project + "\",\"title\":null}}}";
        var set = IntStream.range(0, TITLES)
                .mapToObj(it -> "{\"query\":{\"projects\":{\"project_id\":\"" + project + "\",\"title\":\"Title " + it
                        + "\"}}}")
                .toArray(String[]::new);
        var answers = new LinkedHashMap<String, String>();
        answers.put("/api/v1/ping", system.text("v1/ping", "{}"));
        answers.put("/api/v1/query", system.text("v1/query", get));
        system.load("ping", GOAL_AT, "{}").capacity(Duration.ZERO, LENGTH);
        try (var nginx = startNginx(answers)) {
            for (var connections : List.of(1, 16, 64)) {
                var peer = beside(nginx, "ping", connections, ">= 0.20, later 0.30", "{}");
                requests("ping", connections, peer, "{}");
            }
            compile("query", get);
            for (var connections : List.of(1, 16)) {
                var peers = new ArrayList<>(beside(nginx, "query", connections, ">= 0.07, later 0.12", get));
                select(connections).ifPresent(it -> peers.add(new Peer("the SELECT by JDBC", it, "")));
                requests("query", connections, "query get", peers, get);
            }
            compile("query", set);
            for (var connections : List.of(1, 16)) {
                var peers = new ArrayList<Peer>();
                update(connections)
                        .ifPresent(it ->
                                peers.add(new Peer("the UPDATE by JDBC", it, goal(connections, ">= 0.4, later 0.6"))));
                peers.addAll(beside(nginx, "query", connections, "", set));
                requests("query", connections, "query set", peers, set);
            }
        }
        files();
        commands();
    }

    /// What is measured is a system that has run for a while: its compilers have seen this kind of call.
    private void compile(String event, String... bodies) throws InterruptedException {
        system.load(event, GOAL_AT, bodies).capacity(Duration.ZERO, UNTIL_COMPILED);
    }

    private void files() throws InterruptedException {
        var path = "{\"project_id\":\"" + project + "\",\"path\":\"bench/file.txt\"";
        var write = path + ",\"content\":\"" + "0123456789abcdef".repeat(64) + "\"}";
        for (var connections : List.of(1, 16)) {
            requests("write_text_file_to_project", connections, "write_text_file, 1 KiB", List.of(), write);
        }
        for (var connections : List.of(1, 16)) {
            requests("read_text_file_from_project", connections, "read_text_file, 1 KiB", List.of(), path + "}");
        }
    }

    private void commands() throws IOException, InterruptedException {
        var command = "{\"project_id\":\"" + project + "\",\"command\":\"true\"}";
        system.exec(project, "true");
        var service = system.processes().get("projects");
        var bare = service == null ? Optional.<Double>empty() : BareSandbox.entriesPerSecond(service, project);
        if (bare.isEmpty()) {
            report.remark("project_exec: this user finds no way into the sandbox by nsenter, so its limit is left out");
        }
        for (var connections : List.of(1, 4)) {
            var peers =
                    bare
                            .filter(_ -> connections == 1)
                            .map(it -> new Peer("nsenter into the same sandbox", it, ""))
                            .stream()
                            .toList();
            requests("project_exec", connections, "project_exec true, warm", peers, command);
        }
    }

    private void requests(String event, int connections, List<Peer> peers, String... bodies)
            throws InterruptedException {
        requests(event, connections, event, peers, bodies);
    }

    private void requests(String event, int connections, String figure, List<Peer> peers, String... bodies)
            throws InterruptedException {
        var load = system.load(event, connections, bodies);
        var capacity = load.capacity(WARM_UP, LENGTH);
        report.requests(
                figure, connections, capacity, load.steady(Math.max(1, capacity.perSecond() / 2), LENGTH), peers);
    }

    private Nginx startNginx(LinkedHashMap<String, String> answers) throws IOException, InterruptedException {
        var program = Nginx.program();
        if (program.isEmpty()) {
            report.remark("nginx is not installed, so ratios to it are left out: apt-get install nginx-light");
            return null;
        }
        return Nginx.start(program.get(), answers);
    }

    private List<Peer> beside(Nginx nginx, String event, int connections, String goal, String... bodies)
            throws InterruptedException {
        if (nginx == null) {
            return List.of();
        }
        var peer = system.load(nginx, event, connections, bodies).capacity(WARM_UP, LENGTH);
        report.trouble("nginx", peer);
        return List.of(new Peer("nginx, constant answer", peer.perSecond(), goal(connections, goal)));
    }

    private Optional<Double> select(int threads) throws IOException, SQLException, InterruptedException {
        var database = system.database("projects");
        return database.isEmpty()
                ? Optional.empty()
                : Optional.of(database.get().selectsPerSecond(UUID.fromString(project), threads, WARM_UP, LENGTH));
    }

    private Optional<Double> update(int threads) throws IOException, SQLException, InterruptedException {
        var database = system.database("projects");
        return database.isEmpty()
                ? Optional.empty()
                : Optional.of(database.get().updatesPerSecond(UUID.fromString(project), threads, WARM_UP, LENGTH));
    }

    private static String goal(int connections, String goal) {
        return connections == GOAL_AT ? goal : "";
    }
}
