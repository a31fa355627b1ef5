package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.Test;

/// Many clients do whatever comes to their minds with a few projects, while projects-service is killed again and again.
/// Afterwards no project is stuck, nothing is left behind, and every answer that told of success was true.
///
/// Small in every build; `./calque chaos projects` runs the long form. The seed is printed: the same one makes the same
/// calls again, though not at the same moments.
class ProjectsChaosTest {
    private static final int CALLS = Integer.getInteger("calque.chaos.calls", 300);
    private static final int CLIENTS = 16;
    private static final int PROJECTS = 8;
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(Long.getLong("calque.chaos.kill-every", 5_000));
    private static final long SEED = Long.getLong("calque.chaos.seed", new Random().nextLong());
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningSystem system = RunningSystem.shared();
    private final Person ada = World.person(new Client(system.baseUrl(), system.adminKey()), "Ada", "Lovelace");
    private final List<Project> projects = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();

    /// A project; who deletes it does so while nobody else uses it.
    private record Project(String id, ReentrantReadWriteLock use) {}

    /// One client: what it has written where, and what it may have written, not having heard of it.
    private final class Guest {
        private final int number;
        private final Random random;
        private final Map<Project, Set<String>> possible = new HashMap<>();
        private int written;

        private Guest(int number) {
            this.number = number;
            this.random = new Random(SEED + number);
        }

        private void call(int times) throws InterruptedException {
            for (int i = 0; i < times; i++) {
                var project = projects.get(random.nextInt(PROJECTS));
                var deed = random.nextInt(100);
                if (deed < 8) {
                    deleteAndRestore(project);
                } else {
                    project.use().readLock().lock();
                    try {
                        use(project, deed);
                    } finally {
                        project.use().readLock().unlock();
                    }
                }
            }
        }

        private void use(Project project, int deed) {
            if (deed < 50) {
                var content = next();
                // By a rename, for a shell that is cut off between emptying a file and writing it leaves it empty.
                write(
                        project,
                        content,
                        attempt(
                                "project_exec",
                                "project_id",
                                project.id(),
                                "command",
                                "echo " + content + " > ." + file() + " && mv ." + file() + " " + file(),
                                "bash",
                                true));
            } else if (deed < 65) {
                var content = next();
                write(
                        project,
                        content,
                        attempt(
                                "write_text_file_to_project",
                                "project_id",
                                project.id(),
                                "path",
                                file(),
                                "content",
                                content + "\n"));
            } else if (deed < 80) {
                attempt("projects/start", "project_id", project.id());
            } else {
                attempt("projects/stop", "project_id", project.id());
            }
        }

        private String next() {
            return number + "." + ++written;
        }

        private String file() {
            return "file-" + number;
        }

        private void write(Project project, String content, boolean success) {
            var contents = possible.computeIfAbsent(project, _ -> new HashSet<>(Set.of("")));
            if (success) {
                contents.clear();
            }
            contents.add(content);
        }

        /// Nobody else uses it meanwhile, so that what is answered can be checked.
        private void deleteAndRestore(Project project) throws InterruptedException {
            project.use().writeLock().lock();
            try {
                if (attempt("projects/delete", "project_id", project.id())) {
                    var refusal = ada.client().v2("exec", "project_id", project.id(), "command", "true");
                    assertTrue(!refusal.error().isEmpty(), "a deleted project runs: " + refusal.body());
                }
                until("restored", () -> attempt("projects/restore", "project_id", project.id()));
            } finally {
                project.use().writeLock().unlock();
            }
        }

        private void check() {
            possible.forEach((project, contents) -> {
                var there = run(project, "cat " + file() + " 2>/dev/null || true");
                assertTrue(contents.contains(there), file() + " holds " + there + ", which is none of " + contents);
            });
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(String what, Condition condition) throws InterruptedException {
        var deadline = Instant.now().plus(LIMIT);
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (Exception failure) {
                throw new AssertionError(what, failure);
            }
            assertTrue(Instant.now().isBefore(deadline), "waited in vain until it was " + what);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean attempt(String call, Object... options) {
        try {
            var reply = call.contains("/")
                    ? ada.client().v2(call, options)
                    : ada.client().call(call, options);
            answered.incrementAndGet();
            var success = reply.status() == 200 && !reply.json().has("error");
            if (success) {
                succeeded.incrementAndGet();
            }
            return success;
        } catch (UncheckedIOException unanswered) {
            return false;
        }
    }

    private String run(Project project, String script) {
        return ada.client()
                .call("project_exec", "project_id", project.id(), "command", script, "bash", true)
                .expect("project_exec_output")
                .text("stdout")
                .strip();
    }

    private String state(Project project) {
        return state(ada.client(), project.id());
    }

    /// As a query tells it.
    static String state(Client client, String projectId) {
        var row = new HashMap<String, Object>();
        row.put("project_id", projectId);
        row.put("state", null);
        return client.call("query", "query", Client.object("projects", row))
                .expect("query")
                .json()
                .at("/query/projects/state/state")
                .asText();
    }

    @Test
    void nothingSticksNothingIsLeftAndEveryAnswerWasTrue() throws Exception {
        System.out.println("chaos of projects: -Dcalque.chaos.seed=" + SEED);
        for (int i = 0; i < PROJECTS; i++) {
            projects.add(new Project(ada.project("chaos " + i), new ReentrantReadWriteLock()));
        }
        var guests = new ArrayList<Guest>();
        for (int i = 0; i < CLIENTS; i++) {
            guests.add(new Guest(i));
        }
        int kills = callAndKill(guests);
        System.out.printf(
                "chaos of projects: %d calls answered, %d with success, %d kills%n",
                answered.get(), succeeded.get(), kills);
        assertTrue(kills > 0 && succeeded.get() > 0, "nothing happened");

        system.awaitReady();
        for (var project : projects) {
            assertTrue(attempt("projects/start", "project_id", project.id()), "stuck: " + state(project));
            assertEquals("running", state(project));
        }
        guests.forEach(Guest::check);
        for (var project : projects) {
            assertTrue(attempt("projects/stop", "project_id", project.id()), "stuck: " + state(project));
            assertEquals("opened", state(project));
        }
        var leftBehind = new LeftBehind(projects.stream().map(Project::id).toList());
        until("clean: " + leftBehind.find(system), () -> leftBehind.find(system).isEmpty());
    }

    private int callAndKill(List<Guest> guests) throws Exception {
        int kills = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (var guest : guests) {
                calls.add(threads.submit(() -> {
                    guest.call(CALLS / CLIENTS);
                    return null;
                }));
            }
            do {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_KILLS.toMillis());
                system.kill("projects");
                kills++;
                // One that is killed before it is there again would let nothing happen.
                system.awaitReady();
            } while (!calls.stream().allMatch(Future::isDone));
            for (var call : calls) {
                call.get();
            }
        }
        return kills;
    }
}
