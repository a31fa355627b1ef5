package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command in a project sees of the rest of the world: nothing, and it cannot hurt it.
class IsolationTest {
    private static RunningSystem system;
    private static Person ada;
    private static Person grace;

    @BeforeAll
    static void twoProjects() {
        system = RunningSystem.shared();
        var world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
        grace = world.grace;
        grace.client()
                .call(
                        "write_text_file_to_project",
                        "project_id",
                        grace.projectId(),
                        "path",
                        "secret.txt",
                        "content",
                        "grace's secret")
                .expect("file_written_to_project");
        grace.client()
                .call("project_exec", "project_id", grace.projectId(), "command", "sleep 600 >/dev/null 2>&1 &")
                .expect("project_exec_output");
    }

    @Test
    void onlyItsOwnHomeIsThere() {
        assertEquals(ada.projectId(), run("ls /projects").strip());
        assertEquals("", run("cat /projects/" + grace.projectId() + "/secret.txt 2>/dev/null; true"));
        assertFalse(run("find / -name secret.txt 2>/dev/null; true").contains("secret.txt"));
    }

    @Test
    void filesAndSecretsOfTheSystemAreNotThere() {
        var home = system.home().toString();
        assertEquals("", run("ls -A '" + home + "' 2>/dev/null; true"));
        assertEquals(
                "",
                run("find / -xdev \\( -name api-key -o -name '*.pem' -path '*secret*' -o -name jwks.json \\)"
                        + " 2>/dev/null; true"));
    }

    @Test
    void processesAndTheirEnvironmentOfTheSystemAreNotThere() {
        var processes = run("ps -e -o args");
        assertFalse(processes.contains("java"), processes);
        assertFalse(processes.contains("postgres"), processes);
        assertFalse(processes.contains("sleep 600"), processes);
        assertFalse(processes.contains(system.home().toString()), processes);
        assertFalse(run("cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'; env").contains("CALQUE_DATABASE"));
        assertFalse(run("cat /proc/*/mountinfo 2>/dev/null").contains(grace.projectId()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 10, 20, 21})
    void noPortOfTheSystemCanBeReached(int offset) {
        int port = system.port() + offset;
        var answer = run("(exec 3<>/dev/tcp/127.0.0.1/" + port + ") 2>/dev/null && echo open || echo closed");
        assertEquals("closed", answer.strip());
    }

    @Test
    void theSystemIsReadOnlyAndNobodyIsRoot() {
        assertEquals(
                "refused",
                run("touch /usr/x 2>/dev/null && echo done || echo refused").strip());
        assertEquals(
                "refused",
                run("touch /etc/x 2>/dev/null && echo done || echo refused").strip());
        assertEquals(
                "refused",
                run("mount -t tmpfs none /mnt 2>/dev/null && echo done || echo refused")
                        .strip());
        assertFalse(run("id -u").strip().equals("0"));
        assertEquals(
                "0000000000000000",
                run("sed -n 's/^CapEff:\\s*//p' /proc/self/status").strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":(){ :|:& };:; sleep 3",
                "head -c 10G /dev/zero | tail",
                "for i in 1 2 3 4 5 6; do yes > /dev/null & done",
                "head -c 300M /dev/zero | tr '\\\\0' 'x'"
            })
    void aBombInOneProjectDoesNotHurtTheNextCallOfAnother(String bomb) {
        ada.client().call("project_exec", "project_id", ada.projectId(), "command", bomb, "timeout", 5, "bash", true);
        var before = Instant.now();
        var answer = grace.client()
                .call("project_exec", "project_id", grace.projectId(), "command", "echo", "args", List.of("fine"))
                .expect("project_exec_output");
        assertEquals("fine\n", answer.text("stdout"));
        assertTrue(
                Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(5)) < 0,
                "the next call of another project was held up");
        ada.client().v2("projects/stop", "project_id", ada.projectId());
        assertEquals("0\n", run("pgrep -c yes || true"));
    }

    private static String run(String script) {
        return ada.client()
                .call(
                        "project_exec",
                        "project_id",
                        ada.projectId(),
                        "command",
                        script,
                        "bash",
                        true,
                        "err_on_exit",
                        false,
                        "timeout",
                        30)
                .expect("project_exec_output")
                .text("stdout");
    }
}
