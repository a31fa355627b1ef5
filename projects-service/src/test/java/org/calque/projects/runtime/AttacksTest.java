package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.calque.kit.homes.FullHomes;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.projects.runtime.ExecResult.Finished;
import org.calque.projects.runtime.ExecResult.TimedOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody who means harm tries from inside of a project, from `attacks.txt` and here. Nothing of it succeeds,
/// the
/// next project answers meanwhile, and nothing is left afterwards.
class AttacksTest {
    private static final int AT_LEAST = 60;
    private static final int RACES = 300;

    private Sandboxes sandboxes;
    private Workspace attacker;
    private Workspace victim;

    @BeforeEach
    void start() throws IOException {
        sandboxes = new Sandboxes();
        attacker = sandboxes.project(new Workspace.Limits(1, 128L << 20, 60).withDisk(32L << 20, 2000));
        victim = sandboxes.project();
        sandboxes.bash(victim, "echo secret > secret");
        sandboxes.runtime.start(attacker);
        Files.writeString(sandboxes.folder.resolve("secret"), "secret");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertVictimAnswers();
        sandboxes.close();
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(sandboxes.folder.toString()));
        assertFalse(Files.exists(sandboxes.folder));
        for (var id : List.of(attacker.projectId(), victim.projectId())) {
            try (var processes = ProcessHandle.allProcesses()) {
                assertTrue(processes.noneMatch(
                        it -> it.info().commandLine().orElse("").contains(id.toString())));
            }
            try (var groups = Files.find(Path.of("/sys/fs/cgroup"), 9, (path, _) -> path.endsWith(id.toString()))) {
                assertEquals(List.of(), groups.toList());
            }
        }
    }

    @Test
    void nothingOfTheTableSucceeds() throws IOException {
        var lines = new String(getClass().getResourceAsStream("/attacks.txt").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertTrue(lines.size() >= AT_LEAST);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertAll(lines.stream().map(line -> () -> assertRefused(line, server.getLocalPort())));
        }
    }

    private void assertRefused(String line, int port) {
        var end = line.indexOf(": ");
        var script = line.substring(end + 2)
                .replace("{victim}", victim.home().toString())
                .replace("{other}", victim.seenAs())
                .replace("{port}", "" + port)
                .replace("{pid}", "" + ProcessHandle.current().pid());
        var said = sandboxes.bash(attacker, script);
        assertFalse(said.stdout().contains("BREACH"), line + "\n" + said);
    }

    @Test
    void noRaceLeadsTheFileApiOutOfTheHome() throws IOException {
        sandboxes.bash(attacker, """
                mkdir real; echo mine > real/secret; ln -s %s out
                (while :; do mv -T real d; mv -T d real; mv -T out d; mv -T d out; done) >/dev/null 2>&1 &
                (while :; do mkdir -p w; rmdir w; ln -s %s w; rm w; done) >/dev/null 2>&1 &""".formatted(sandboxes.folder, sandboxes.folder));
        try (var home = Home.open(attacker.home(), attacker.seenAs(), attacker.uid())) {
            for (var i = 0; i < RACES; i++) {
                assertEquals("mine\n", read(home));
                write(home, i);
            }
        }
        try (var outside = Files.list(sandboxes.folder)) {
            assertFalse(outside.anyMatch(it -> it.endsWith("written")));
        }
    }

    private static String read(Home home) {
        try {
            return new String(home.read("d/secret", 100), StandardCharsets.UTF_8);
        } catch (HomeException e) {
            return "mine\n"; // not there at this moment, or refused
        }
    }

    private static void write(Home home, int i) {
        try {
            home.write("w/written", ("" + i).getBytes(StandardCharsets.UTF_8));
        } catch (HomeException e) {
            assertTrue(e.getMessage().length() > 0, "refused");
        }
    }

    @Test
    void whoHaltsWhatIsBornInTheProjectHoldsUpNobodyElse() {
        sandboxes.bash(attacker, "(sleep 0.3; while :; do kill -STOP -1; done) >/dev/null 2>&1 & disown");
        for (var i = 0; i < 10; i++) {
            sandboxes.runtime.exec(attacker, Sandboxes.script("true").withTimeout(Duration.ofMillis(100)));
            assertVictimAnswers();
        }
        sandboxes.runtime.stop(attacker.projectId());
        assertEquals("1\n", sandboxes.bash(attacker, "echo 1").stdout());
    }

    @Test
    void nobodyOutlivesOrDodgesATimeLimit() {
        var script = """
                trap '' TERM HUP INT CONT; (setsid sleep 987654 &) ; ( ( setsid env -i setsid sleep 987654 & ) & )
                perl -e 'fork and exit; setpgrp; fork and exit; exec "sleep","987654"'
                kill -STOP $$; sleep 987654""";
        var answer = sandboxes.runtime.exec(attacker, Sandboxes.script(script).withTimeout(Duration.ofMillis(500)));
        assertInstanceOf(TimedOut.class, answer);
        assertEquals("0\n", sandboxes.bash(attacker, "pgrep -cx sleep; true").stdout());
    }

    @Test
    void bombsHurtOnlyTheirOwner() {
        for (var bomb : List.of(
                "b() { b | b & }; b; sleep 2",
                "perl -e '@x = map { \"x\" x 1e6 } 1..1000'",
                "tail /dev/zero",
                "for i in $(seq 300); do sleep 5 & done; wait",
                "yes | head -c 50000000",
                "yes >&2 & yes; true",
                "head -c 100M /dev/zero | gzip -9 | gunzip > /tmp/x; rm /tmp/x",
                "for i in $(seq 40); do tail -f /dev/null & done; true")) {
            sandboxes.runtime.exec(
                    attacker,
                    Sandboxes.script(bomb).withTimeout(Duration.ofSeconds(2)).withMaxOutput(100));
            assertVictimAnswers();
            sandboxes.runtime.stop(attacker.projectId());
            assertEquals("1\n", sandboxes.bash(attacker, "echo 1").stdout());
        }
    }

    @Test
    void aFullHomeIsSaidToBeFullAndCanBeEmptied() throws IOException {
        var full = assertInstanceOf(
                Finished.class,
                sandboxes.runtime.exec(
                        attacker,
                        Sandboxes.script(
                                        "i=0; while :; do i=$((i+1)); head -c 8M /dev/zero > f$i || break; done; sleep 60")
                                .withTimeout(Duration.ofSeconds(60))));
        assertTrue(
                new FullHomes(sandboxes.folder).complaint(attacker.projectId()).isPresent(),
                "who sees that processes were ended finds it noted");
        assertEquals(137, full.exitCode(), full.toString());
        assertTrue(full.stderr().contains("Killed: the project is over its disk quota of 32 MB"), full.stderr());
        assertTrue(DiskUsage.of(attacker.home()).bytes() < 4L << 30, "little slips in");
        var refused =
                assertInstanceOf(Finished.class, sandboxes.runtime.exec(attacker, Sandboxes.script("echo x > more")));
        assertTrue(refused.exitCode() != 0 && refused.stderr().contains("disk quota"), refused.toString());
        assertTrue(complaint().isPresent());
        assertVictimAnswers();
        assertEquals(0, sandboxes.bash(attacker, "rm -f f* more").exitCode());
        awaitRoom();
        assertEquals(0, sandboxes.bash(attacker, "echo x > more").exitCode());
    }

    @Test
    void aHomeOfTooManyFilesIsFullToo() {
        var full = sandboxes.bash(attacker, "for i in $(seq 1000); do mkdir d$i; touch d$i/{1..200}; done; sleep 15");
        assertTrue(full.stderr().contains("over its disk quota of 2000 files"), full.toString());
        assertEquals(0, sandboxes.bash(attacker, "rm -rf d*").exitCode());
        awaitRoom();
    }

    private Optional<String> complaint() {
        return sandboxes.runtime.disk(attacker.projectId()).flatMap(it -> it.complaint(0));
    }

    /// The home is counted again now and then while it is over its quota.
    private void awaitRoom() {
        while (complaint().isPresent()) {
            Thread.onSpinWait();
        }
    }

    private void assertVictimAnswers() {
        assertEquals("1\n", sandboxes.bash(victim, "echo 1").stdout());
    }
}
