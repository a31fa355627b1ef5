package org.calque.local.stories.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.calque.local.RunningSystem;
import org.calque.local.stories.Client;
import org.calque.local.stories.World;

/// Copies at once, later, and waited for, of files and trees, into several projects, one of which is full; and what
/// must hold of them when all is over.
final class ManyCopies {
    private static final int TARGETS = 6;
    private static final int FILES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String FULL = "ENOSPC";
    private static final double LEAST_SHARE = 0.25; // the rest may be refused while the database is away
    private static final long BACK_OFF = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private final RunningSystem system;
    private final Ledger ledger;
    private final int count;
    private final Client client;
    private final String source;
    private final List<String> targets = new ArrayList<>();
    private final String full;
    private final boolean isFull;

    /// The ids that clients were given, and when each of them was to begin.
    private final Map<UUID, Instant> given = new ConcurrentHashMap<>();

    ManyCopies(RunningSystem system, Ledger ledger, int count) throws IOException, InterruptedException {
        this.system = system;
        this.ledger = ledger;
        this.count = count;
        var person = World.person(new Client(system.baseUrl(), system.adminKey()), "Chaos", "Monkey");
        this.client = person.client();
        this.source = person.projectId();
        for (int i = 0; i < TARGETS; i++) {
            targets.add(person.project("target " + i));
        }
        this.full = person.project("full");
        targets.forEach(this::makeHome);
        makeHome(full);
        fill(makeHome(source));
        this.isFull = run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=64k,mode=0755,uid=" + owner(home(full)),
                        "tmpfs",
                        home(full).toString())
                == 0;
    }

    private Path home(String project) {
        return system.home().resolve("projects").resolve(project);
    }

    private Path makeHome(String project) {
        client.call("write_text_file_to_project", "project_id", project, "path", "made", "content", "")
                .expect("file_written_to_project");
        return home(project);
    }

    private void fill(Path home) throws IOException, InterruptedException {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(home.resolve("file-" + i), ("line " + i + "\n").repeat(200 * i + 1));
            var folder = Files.createDirectories(home.resolve("tree-" + i + "/deep"));
            for (int n = 0; n < 20; n++) {
                Files.writeString(folder.resolve("n" + n), "tree " + i + " " + n);
            }
            Files.createSymbolicLink(home.resolve("tree-" + i + "/link"), Path.of("deep/n1"));
        }
        var noise = new byte[512 << 10];
        ledger.random.nextBytes(noise);
        Files.write(home.resolve("large"), noise);
        run("chown", "-R", "--reference=" + home, home.toString());
    }

    private static String owner(Path home) throws IOException {
        return Files.getAttribute(home, "unix:uid").toString();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /// Asks for all of them, those that wait in threads of their own. A call that the gateway or a service dies
    /// in has an outcome that its client does not know.
    void ask() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < count; i++) {
                var number = i;
                var random = ledger.random.nextInt(1 << 20);
                threads.submit(() -> ask(number, random));
            }
            threads.shutdown();
        }
    }

    private void ask(int number, int random) {
        var isToFull = isFull && number % 20 == 19;
        var path = isToFull ? "large" : (random % 3 == 0 ? "tree-" : "file-") + random % FILES;
        var options = new ArrayList<Object>(List.of(
                "src_project_id",
                source,
                "src_path",
                path,
                "target_project_id",
                isToFull ? full : targets.get(random % TARGETS),
                "target_path",
                "c/" + number));
        var kind = List.of("at once", "later", "waited for").get(number % 3);
        var due = Instant.now();
        if (kind.equals("later")) {
            due = due.plusMillis(random % 10_000).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
            options.addAll(List.of("scheduled", due.toString()));
        } else if (kind.equals("waited for")) {
            options.addAll(List.of("wait_until_done", true));
        }
        try {
            var reply = client.call("copy_path_between_projects", options.toArray());
            ledger.count(kind + ", answered " + reply.event());
            if (reply.event().equals("copy_path_between_projects_response")) {
                given.put(UUID.fromString(reply.text("copy_path_id")), due);
            } else if (reply.event().equals("error")) {
                // As clients do: else all that is left is asked in vain of a service that starts again.
                LockSupport.parkNanos(BACK_OFF);
            }
        } catch (UncheckedIOException | AssertionError cutOff) {
            ledger.count(kind + ", call cut off");
            awaitGateway();
        }
    }

    /// Else all that is left to ask would be asked in vain within the moment that nobody listens.
    private void awaitGateway() {
        var address = URI.create(system.baseUrl());
        while (true) {
            try (var _ = new Socket(address.getHost(), address.getPort())) {
                return;
            } catch (IOException refused) {
                LockSupport.parkNanos(LOOK_EVERY);
            }
        }
    }

    boolean haveAllBegun() throws SQLException {
        return ledger.rows(all()).stream().allMatch(it -> it.started() != null);
    }

    void awaitEnds() throws SQLException, InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!(ledger.rows(all()).stream().allMatch(it -> it.finished() != null) && ledger.allIsTold())
                && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        ledger.trouble("all have ended");
    }

    private Set<UUID> all() {
        var all = targets.stream().map(UUID::fromString).collect(Collectors.toCollection(HashSet::new));
        all.add(UUID.fromString(full));
        return all;
    }

    /// Every way in which what happened is not what must happen.
    List<String> whatIsWrong() throws Exception {
        var wrong = new ArrayList<String>();
        var rows = ledger.rows(all());
        if (rows.size() < count * LEAST_SHARE) {
            wrong.add("of " + count + " copies only " + rows.size() + " came to be, which shows little");
        }
        var known = rows.stream().map(Ledger.Row::id).collect(Collectors.toSet());
        given.keySet().stream().filter(it -> !known.contains(it)).forEach(it -> wrong.add(it + " was lost"));
        var ends = ledger.facts("CopyFinished");
        var starts = ledger.facts("CopyStarted");
        for (var row : rows) {
            if (row.finished() == null) {
                wrong.add(row + " has not ended");
                continue;
            }
            int told = ends.getOrDefault(row.id(), Map.of()).size();
            if (told != 1) {
                wrong.add("the end of " + row.id() + " was told " + told + " times");
            }
            var begun = starts.getOrDefault(row.id(), Map.of());
            if (row.scheduled() != null && isEarly(row, begun.values())) {
                wrong.add(row + " was begun before its time: " + begun.values());
            }
            ledger.count(begun.size() <= 1 ? "begun once" : "begun again");
            compare(row, wrong);
        }
        lookForProcesses(wrong);
        run("umount", home(full).toString());
        return wrong;
    }

    /// A fact has the time at which its transaction began, a moment before the row was looked at.
    private static boolean isEarly(Ledger.Row row, Collection<Instant> begun) {
        return row.started() != null && row.started().isBefore(row.scheduled())
                || begun.stream().anyMatch(it -> it.plusMillis(100).isBefore(row.scheduled()));
    }

    private void compare(Ledger.Row row, List<String> wrong) throws IOException, InterruptedException {
        var isToFull = row.target().toString().equals(full);
        ledger.count(row.error() == null ? "ended well" : isToFull ? "ended for want of room" : "failed");
        if (isToFull ? row.error() == null || !row.error().startsWith(FULL) : row.error() != null) {
            wrong.add(row + " ended in another way");
        } else if (!isToFull) {
            var difference = difference(row);
            if (!difference.isEmpty()) {
                wrong.add(row + " differs from what rsync makes: " + difference);
            }
        }
    }

    private String difference(Ledger.Row row) throws IOException, InterruptedException {
        String path;
        try (var connection = system.superuser();
                var select = connection.prepareStatement("select source_path from copies.copy_paths where id = ?")) {
            select.setObject(1, row.id());
            try (var found = select.executeQuery()) {
                found.next();
                path = found.getString(1);
            }
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
        var from = home(source).resolve(path);
        var slash = Files.isDirectory(from) ? "/" : "";
        var rsync = new ProcessBuilder(
                        "rsync",
                        "-rlptcn",
                        "--delete",
                        "--itemize-changes",
                        from + slash,
                        home(row.target().toString()).resolve(row.path()) + slash)
                .redirectErrorStream(true)
                .start();
        var words = new String(rsync.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        rsync.waitFor();
        return words.strip();
    }

    /// When all have ended, no process works for one of them.
    private void lookForProcesses(List<String> wrong) throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            for (var process : processes
                    .filter(it -> it.getFileName().toString().matches("\\d+"))
                    .toList()) {
                String command;
                try {
                    command = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                } catch (IOException gone) {
                    continue;
                }
                if (command.contains("rsync") && command.contains(source)) {
                    wrong.add("a process is left: " + command.replace('\0', ' '));
                }
            }
        }
    }
}
