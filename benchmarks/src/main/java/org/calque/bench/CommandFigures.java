package org.calque.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.calque.bench.Report.Peer;

/// Figures of commands and sandboxes: `./calque bench commands`.
final class CommandFigures {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final int PROJECTS = 20;
    private static final int CLIENTS = 16;
    private static final int STARTS = 60;
    private static final int IDLE = Integer.getInteger("calque.bench.idle", 500);
    private static final int SPAWNS = 300;
    private static final double VICTIM_PER_SECOND = 40;
    private static final Duration VICTIM_LENGTH = Duration.ofSeconds(25);
    private static final String ATTACK =
            "b() { b | b & }; while :; do b; tail /dev/zero & yes | head -c 1G >/dev/null & "
                    + "head -c 64M /dev/zero > big; sleep 0.2; done";

    private final RunningSystem system;
    private final Report report;
    private final List<String> projects = new ArrayList<>();

    CommandFigures(RunningSystem system, Report report) {
        this.system = system;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        try {
            for (var i = 0; i < PROJECTS; i++) {
                projects.add(system.makeProject("Benchmark, commands " + i));
                system.exec(projects.getLast(), "true");
            }
            warm();
            starts();
            files();
            new OutputFigures(system, report, projects.getFirst()).measure();
            victim();
            idle();
        } finally {
            for (var project : projects) {
                system.delete(project);
            }
        }
    }

    private void warm() throws IOException, InterruptedException {
        var one = command(projects.getFirst());
        var bare = new Peer("a process of its own, bare", spawnsPerSecond(), "");
        system.load("project_exec", CLIENTS, all()).capacity(Duration.ZERO, WARM_UP);
        var alone = system.load("project_exec", 1, one);
        report.requests(
                "project_exec true, warm (goal: p50 <= 6 ms, p99 <= 40 ms)",
                1,
                alone.capacity(Duration.ZERO, LENGTH),
                alone.steady(50, LENGTH),
                List.of(bare));
        var many = system.load("project_exec", CLIENTS, all());
        var capacity = many.capacity(Duration.ZERO, LENGTH);
        report.requests(
                "project_exec true, 20 projects",
                CLIENTS,
                capacity,
                many.steady(Math.max(1, capacity.perSecond() / 2), LENGTH),
                List.of(new Peer(bare.name(), bare.value(), "Calque >= 400/s")));
    }

    private static String command(String project) {
        return "{\"project_id\":\"" + project + "\",\"command\":\"true\"}";
    }

    private String[] all() {
        return projects.stream().map(CommandFigures::command).toArray(String[]::new);
    }

    /// How many times a second a process can be started and awaited, by a shell that does nothing else.
    private static double spawnsPerSecond() throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var process = new ProcessBuilder(
                        "sh", "-c", "i=0; while [ $i -lt " + SPAWNS + " ]; do /bin/true; i=$((i+1)); done")
                .start();
        process.waitFor();
        return SPAWNS / ((System.nanoTime() - begin) / 1e9);
    }

    /// The first command of a project that is at rest.
    private void starts() throws IOException, InterruptedException {
        var times = new Times();
        var bare = new Times();
        for (var i = 0; i < STARTS; i++) {
            var project = projects.get(i % projects.size());
            system.ask("v2/projects/stop", "{\"project_id\":\"" + project + "\"}");
            times.take(() -> system.ask("v1/project_exec", command(project)));
            bare.take(() -> new ProcessBuilder("bwrap", "--ro-bind", "/", "/", "--unshare-all", "true")
                    .start()
                    .waitFor());
        }
        report.latency(
                "first command on a project at rest",
                1,
                times.spread(),
                ", one after the other",
                "bwrap, the whole machine shown",
                bare.spread(),
                "p50 <= 60 ms, p99 <= 250 ms");
    }

    private void files() throws InterruptedException {
        var project = projects.getFirst();
        var path = "{\"project_id\":\"" + project + "\",\"path\":\"bench/file.txt\"";
        var write = path + ",\"content\":\"" + "0123456789abcdef".repeat(64) + "\"}";
        for (var event : List.of("write_text_file_to_project", "read_text_file_from_project")) {
            var body = event.startsWith("write") ? write : path + "}";
            system.load(event, CLIENTS, body).capacity(Duration.ZERO, WARM_UP);
            for (var clients : List.of(1, CLIENTS)) {
                var load = system.load(event, clients, body);
                var capacity = load.capacity(Duration.ZERO, LENGTH);
                report.requests(
                        event + " (goal: >= 2 000/s at 16, p50 <= 1 ms alone)",
                        clients,
                        capacity,
                        load.steady(Math.max(1, capacity.perSecond() / 2), LENGTH),
                        List.of());
            }
        }
    }

    /// How a project fares while its neighbour does all the harm it can.
    private void victim() throws IOException, InterruptedException {
        var attacker = projects.getLast();
        var load = system.load("project_exec", 4, command(projects.getFirst()));
        load.steady(VICTIM_PER_SECOND, Duration.ofSeconds(2));
        var usual = load.steady(VICTIM_PER_SECOND, VICTIM_LENGTH);
        var body = "{\"project_id\":\"" + attacker + "\",\"bash\":true,\"timeout\":60,\"command\":\""
                + ATTACK.replace("\"", "\\\"") + "\"}";
        var attack = Thread.startVirtualThread(() -> {
            try {
                system.text("v1/project_exec", body);
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread.sleep(1000);
        var attacked = load.steady(VICTIM_PER_SECOND, VICTIM_LENGTH);
        system.ask("v2/projects/stop", "{\"project_id\":\"" + attacker + "\"}");
        attack.join();
        report.trouble("a victim's commands under attack", attacked);
        report.latency(
                "project_exec true, neighbour attacking",
                4,
                new Spread(attacked.p50(), attacked.p99()),
                " at " + (int) VICTIM_PER_SECOND + "/s",
                "the same in peace",
                new Spread(usual.p50(), usual.p99()),
                "<= 2");
    }

    /// What a started project costs that does nothing.
    private void idle() throws IOException, InterruptedException {
        var before = memory();
        var more = new ArrayList<String>();
        try {
            for (var i = 0; i < IDLE; i++) {
                more.add(system.makeProject("Benchmark, idle " + i));
                system.ask("v1/project_exec", command(more.getLast()));
            }
            report.figure(
                    "memory of an idle project, of " + IDLE,
                    0,
                    (memory() - before) / 1024.0 / IDLE,
                    " MiB",
                    "growth of the service and of all below it (PSS)",
                    List.of());
        } finally {
            for (var project : more) {
                system.delete(project);
            }
        }
    }

    /// Of projects-service and of every process below it, in KiB; pages that many share count once.
    private long memory() throws IOException {
        var service = system.processes().get("projects");
        var all = new ArrayList<>(service.descendants().toList());
        all.add(service);
        var sum = 0L;
        for (var process : all) {
            try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
                sum += lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            } catch (IOException e) {
                report.remark("process " + process.pid() + " has ended while memory was counted");
            }
        }
        return sum;
    }
}
