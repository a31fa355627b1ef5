package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Arrays;
import org.calque.kit.posix.Libc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody who means harm tries from inside of a project.
class IsolationTest {
    private static Sandboxes sandboxes;
    private static Workspace attacker;
    private static Workspace victim;

    @BeforeAll
    static void start() throws IOException {
        sandboxes = new Sandboxes();
        attacker = sandboxes.project();
        victim = sandboxes.project();
        sandboxes.bash(
                victim, "echo secret > secret; sleep 600 & echo secret > /tmp/secret; echo secret > /dev/shm/secret");
        sandboxes.runtime.start(attacker);
        Files.writeString(sandboxes.folder.resolve("service-secret"), "secret");
    }

    @AfterAll
    static void stop() {
        sandboxes.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mount -t tmpfs none /mnt",
                "mount --bind /proc /tmp",
                "umount /usr",
                "mount -o remount,rw /usr",
                "mknod /tmp/disk b 254 0",
                "unshare -U true",
                "unshare -r true",
                "unshare -m true",
                "bwrap --ro-bind / / true",
                "nsenter -t 1 -a true",
                "chroot / true",
                "echo x > /usr/x",
                "echo x > /etc/x",
                "echo x >> /etc/passwd",
                "echo x > /x",
                "echo x > /dev/x",
                "echo x > /projects/x",
                "mkdir /projects/other",
                "echo 1 > /proc/sys/kernel/panic",
                "echo 100 > /proc/sys/user/max_user_namespaces",
                "echo c > /proc/sysrq-trigger",
                "ls /sys",
                "ls /home",
                "ls /root",
                "ls /work",
                "ls /boot",
                "ls /opt",
                "ls /run/*",
                "ls /etc/shadow",
                "cat /proc/kcore",
                "cat /proc/1/mem",
                "kill -0 2000000",
                "hostname x",
                "date -s 2000-01-01",
                "nice -n -5 true 2>&1 | grep -v 'Permission denied'",
                "ulimit -n 100000",
                "ip link add dummy0 type dummy",
                "cat /sys/fs/cgroup/cgroup.procs",
                "cat /tmp/secret",
                "cat /dev/shm/secret"
            })
    void isRefused(String attempt) {
        assertNotEquals(0, sandboxes.bash(attacker, attempt).exitCode());
    }

    @Test
    void onlyTheOwnHomeIsThere() {
        assertEquals(
                attacker.projectId() + "\n",
                sandboxes.bash(attacker, "ls /projects").stdout());
        assertNotEquals(
                0,
                sandboxes.bash(attacker, "cat " + victim.seenAs() + "/secret").exitCode());
        assertNotEquals(
                0, sandboxes.bash(attacker, "cat " + victim.home() + "/secret").exitCode());
        assertNotEquals(0, sandboxes.bash(attacker, "ls " + sandboxes.folder).exitCode());
        assertNotEquals(
                0,
                sandboxes
                        .bash(attacker, "cat ../service-secret ../../service-secret")
                        .exitCode());
        assertNotEquals(
                0,
                sandboxes
                        .bash(attacker, "ln -s " + sandboxes.folder + "/service-secret link; cat link")
                        .exitCode());
        assertEquals(
                "",
                sandboxes
                        .bash(attacker, "find / -name '*secret*' -path '*calque*' 2>/dev/null")
                        .stdout());
    }

    @Test
    void onlyTheOwnProcessesAreThere() {
        var commands = sandboxes
                .bash(attacker, "cat /proc/[0-9]*/cmdline | tr '\\0' '\\n'")
                .stdout();
        assertFalse(commands.contains("java"), commands);
        assertFalse(commands.contains("sleep 600"), commands);
        assertFalse(commands.contains("bwrap"), commands);
        assertFalse(commands.contains(sandboxes.folder.toString()), commands);
        assertNotEquals(
                0,
                sandboxes
                        .bash(attacker, "kill -9 " + ProcessHandle.current().pid())
                        .exitCode());
        assertTrue(sandboxes.bash(victim, "pgrep sleep").exitCode() == 0);
    }

    @Test
    void noEnvironmentOfTheServiceIsThere() {
        var variables = sandboxes
                .bash(attacker, "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'")
                .stdout();
        assertFalse(variables.contains("JAVA"), variables);
        assertFalse(variables.contains("MAVEN"), variables);
        var handles = sandboxes
                .bash(attacker, "ls -l /proc/self/fd /proc/1/fd | grep -o '>.*'")
                .stdout();
        assertTrue(
                handles.lines().allMatch(line -> line.matches("> (pipe:\\[.*|/dev/null|/proc/\\d+/fd|/tmp/cocalc-.*)")),
                handles);
    }

    @Test
    void nobodyIsPrivileged() {
        var status = sandboxes.bash(attacker, "cat /proc/self/status").stdout();
        assertTrue(status.contains("Uid:\t1000\t1000\t1000\t1000\n"), status);
        assertTrue(!Libc.isRoot() || status.contains("Groups:\t \n"), status);
        assertTrue(status.contains("CapPrm:\t0000000000000000\n"), status);
        assertTrue(status.contains("CapEff:\t0000000000000000\n"), status);
        assertTrue(status.contains("CapAmb:\t0000000000000000\n"), status);
        assertTrue(status.contains("NoNewPrivs:\t1\n"), status);
        var own =
                sandboxes.bash(attacker, "cp /usr/bin/id id; chmod 6755 id; ./id -u; ls -l /usr/bin | grep -c '^-..s'");
        assertEquals("1000", own.stdout().lines().findFirst().orElse(""));
    }

    @Test
    void nothingListensOrAnswers() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var connect = "exec 5<>/dev/tcp/127.0.0.1/" + server.getLocalPort();
            assertNotEquals(0, sandboxes.bash(attacker, connect).exitCode());
        }
        assertNotEquals(
                0,
                sandboxes
                        .bash(attacker, "exec 5<>/dev/udp/192.0.2.1/53 && echo x >&5")
                        .exitCode());
        assertEquals("1\n", sandboxes.bash(attacker, "grep -c : /proc/net/dev").stdout());
        assertEquals("1\n", sandboxes.bash(attacker, "wc -l < /proc/net/unix").stdout(), "no socket of others");
    }

    @Test
    void theMachineIsNotNamed() throws IOException {
        var hostname = Files.readString(java.nio.file.Path.of("/proc/sys/kernel/hostname"))
                .strip();
        assertEquals(
                "project-" + attacker.projectId().toString().substring(0, 8) + "\n",
                sandboxes.bash(attacker, "hostname").stdout());
        assertFalse(sandboxes.bash(attacker, "cat /etc/hosts").stdout().contains(hostname + "\n"));
        assertTrue(sandboxes
                .bash(attacker, "cut -d: -f3 /proc/self/cgroup")
                .stdout()
                .lines()
                .allMatch(group -> group.matches("/|/\\.\\./x\\d+")));
    }

    @Test
    void killingAllInsideLeavesTheProjectAlive() {
        sandboxes.exec(attacker, "kill", "-9", "-1");
        sandboxes.exec(attacker, "kill", "-TERM", "1");
        assertEquals("1\n", sandboxes.bash(attacker, "echo 1").stdout());
    }

    @Test
    void aSwappedTmpHurtsOnlyItsOwner() {
        sandboxes.bash(attacker, "chmod 0 /tmp");
        var result = sandboxes.runtime.exec(attacker, Sandboxes.script("echo 1"));
        assertEquals(
                "NotRunnable[code=EACCES, syscall=mkdir, path=/tmp/",
                result.toString().substring(0, 50));
        assertEquals("", ((ExecResult.Finished) sandboxes.exec(attacker, "chmod", "1777", "/tmp")).stderr());
        assertEquals("1\n", sandboxes.bash(attacker, "echo 1").stdout());
        assertNull(Arrays.stream(attacker.home().toFile().list())
                .filter(name -> name.startsWith("cocalc-"))
                .findAny()
                .orElse(null));
    }
}
