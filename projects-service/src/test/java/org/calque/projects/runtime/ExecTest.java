package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.calque.projects.runtime.ExecResult.Finished;
import org.calque.projects.runtime.ExecResult.NotRunnable;
import org.calque.projects.runtime.ExecResult.TimedOut;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExecTest {
    private static Sandboxes sandboxes;
    private static Workspace project;

    @BeforeAll
    static void start() {
        sandboxes = new Sandboxes();
        project = sandboxes.project(new Workspace.Limits(2, 512L << 20, 256));
    }

    @AfterAll
    static void stop() {
        sandboxes.close();
    }

    @Test
    void aProgramRunsInTheHomeWithItsArgumentsAsTheyAre() {
        assertEquals(new Finished(project.seenAs() + "\n", "", 0), exec("pwd"));
        assertEquals(new Finished("~ $HOME | a  b\n", "", 0), exec("echo", "~", "$HOME", "|", "a  b"));
        assertEquals(new Finished("\n-n\n", "", 0), exec("printf", "%s\\n", "", "-n"));
    }

    @Test
    void whiteSpaceWithoutArgumentsMeansBash() {
        assertEquals(new Finished(project.seenAs() + "\n", "", 0), exec("cd && pwd"));
        assertEquals(new Finished("1\n", "2\n", 3), exec("echo 1; echo 2 >&2; exit 3"));
        assertEquals(new Finished("user 1000\n", "", 0), exec("echo $(whoami) $(id -g)"));
    }

    @Test
    void bashWithArgumentsQuotesThem() {
        var request = new ExecRequest(
                "echo", List.of("$HOME", "it's", "a b", ";ls"), "", true, Duration.ofSeconds(5), null, true, Map.of());
        assertEquals(new Finished("$HOME it's a b ;ls\n", "", 0), sandboxes.runtime.exec(project, request));
    }

    @Test
    void theScriptIsATemporaryFileThatIsGoneAfterwards() {
        var script = sandboxes.bash(project, "echo $0; cat $0");
        var lines = script.stdout().lines().toList();
        assertTrue(lines.get(0).matches("/tmp/cocalc-[a-z0-9]+/a\\.sh"), lines.get(0));
        assertEquals("ulimit -t 20", lines.get(1));
        assertEquals(
                "",
                sandboxes
                        .bash(project, "ls /tmp | grep -v \"$(basename $(dirname $0))\"")
                        .stdout());
    }

    @Test
    void theWorkingDirectoryIsRelativeToTheHomeOrAbsolute() {
        sandboxes.bash(project, "mkdir -p some/folder; touch file; mkdir -m 0 closed");
        assertEquals(project.seenAs() + "/some/folder\n", in("some/folder").stdout());
        assertEquals("/usr\n", in("/usr").stdout());
        assertEquals(
                new NotRunnable("ENOENT", "chdir", project.seenAs() + "/none"),
                sandboxes.runtime.exec(project, ExecRequest.of("pwd").withPath("none")));
        assertEquals(
                new NotRunnable("ENOTDIR", "chdir", project.seenAs() + "/file"),
                sandboxes.runtime.exec(project, ExecRequest.of("pwd").withPath("file")));
        assertEquals(
                new NotRunnable("EACCES", "chdir", project.seenAs() + "/closed"),
                sandboxes.runtime.exec(project, ExecRequest.of("pwd").withPath("closed")));
    }

    @Test
    void aMissingProgramIsToldApartFromExitCode127() {
        assertEquals(new NotRunnable("ENOENT", "spawn nosuch", "nosuch"), exec("nosuch", "a"));
        assertEquals(new NotRunnable("ENOENT", "spawn ./nosuch", "./nosuch"), exec("./nosuch", "a"));
        assertEquals(new NotRunnable("EACCES", "spawn /etc/passwd", "/etc/passwd"), exec("/etc/passwd", "a"));
        assertEquals(new NotRunnable("EACCES", "spawn /usr", "/usr"), exec("/usr", "a"));
        assertEquals(new Finished("", "", 127), exec("sh", "-c", "exit 127"));
        assertEquals(127, sandboxes.bash(project, "nosuch").exitCode());
        assertEquals(
                new NotRunnable("ENOENT", "spawn nosuch", "nosuch"),
                sandboxes.runtime.exec(project, ExecRequest.of("nosuch").withMaxOutput(3)));
    }

    @Test
    void whatCannotBeAskedOfTheSystemIsRefused() {
        assertInstanceOf(NotRunnable.class, exec("echo", "a\0b"));
        assertInstanceOf(NotRunnable.class, exec("echo", "x".repeat(200_000)));
        assertInstanceOf(
                NotRunnable.class,
                sandboxes.runtime.exec(project, ExecRequest.of("env").withEnv(Map.of("a b", "c"))));
        assertInstanceOf(NotRunnable.class, exec(""));
    }

    @Test
    void aLongScriptRunsAndReadsNoInput() {
        assertEquals(
                "done\n",
                sandboxes
                        .bash(project, ": " + "x".repeat(300_000) + "\ncat; echo done")
                        .stdout());
    }

    @Test
    void variablesOfTheCallerReachTheProgramAlone() {
        var request = ExecRequest.of("sh", "-c", "echo $GREETING; echo $HOME")
                .withEnv(Map.of("GREETING", "hello 'you'", "LD_PRELOAD", "/nowhere.so"));
        var result = assertInstanceOf(Finished.class, sandboxes.runtime.exec(project, request));
        assertEquals("hello 'you'\n" + project.seenAs() + "\n", result.stdout());
        assertTrue(result.stderr().lines().allMatch(line -> line.startsWith("ERROR: ld.so")), result.stderr());
    }

    @Test
    void theEnvironmentHoldsNothingOfTheService() {
        var names = sandboxes
                .bash(project, "env | cut -d= -f1 | sort | tr '\\n' ' '")
                .stdout();
        names = names.replace(Command.MARK + " ", "");
        assertEquals(
                "COCALC_PROJECT_ID HOME LANG LOGNAME PATH PWD SHELL SHLVL TMPDIR USER _ ",
                names.replace("OLDPWD ", ""));
    }

    @Test
    void outputIsCutAtTheLimitAlsoWhenItFitsExactly() {
        assertEquals("abc (truncated at 3 characters)", limited("printf abcdef", 3));
        assertEquals("abc (truncated at 3 characters)", limited("printf abc", 3));
        assertEquals("ab", limited("printf ab", 3));
        assertEquals("éé (truncated at 2 characters)", limited("printf ééé", 2));
        assertEquals("a\uFFFD (truncated at 2 characters)", limited("printf a😀", 2));
        assertEquals(" (truncated at 0 characters)", limited("printf ''", 0));
    }

    @Test
    void badBytesBecomeReplacementCharacters() {
        assertEquals("a\uFFFDb", sandboxes.bash(project, "printf 'a\\377b'").stdout());
    }

    @Test
    void aFloodOfOutputIsCutAndTheCommandStillEnds() {
        var result = sandboxes.bash(project, "head -c 100000000 /dev/zero | tr '\\0' x; echo end >&2");
        assertEquals(8 << 20, result.stdout().indexOf(" (truncated at 8388608 characters)"));
        assertEquals("end\n", result.stderr());
    }

    @Test
    void aSignalFromOutsideIsExitCodeZeroAndAnExitCodeStays() {
        assertEquals(0, ((Finished) exec("sh", "-c", "kill -9 $$")).exitCode());
        assertEquals(137, ((Finished) exec("sh", "-c", "exit 137")).exitCode());
        assertEquals(0, ((Finished) exec("sh", "-c", "kill -TERM $$")).exitCode());
    }

    @Test
    void theWholeTreeIsKilledWhenTheTimeIsOver() throws IOException {
        var script =
                "trap '' TERM INT; (setsid sh -c 'sleep 1000' &); (setsid env -i setsid sh -c 'sleep 1001; :' & ) & nohup sleep 1002 & echo started; sleep 1003";
        var begin = System.nanoTime();
        var result = sandboxes.runtime.exec(project, Sandboxes.script(script).withTimeout(Duration.ofMillis(500)));
        var millis = (System.nanoTime() - begin) / 1_000_000;
        var timedOut = assertInstanceOf(TimedOut.class, result);
        assertTrue(timedOut.commandLine().matches("bash /tmp/cocalc-[a-z0-9]+/a\\.sh"), timedOut.commandLine());
        assertEquals("started\n", timedOut.stdout());
        assertTrue(millis >= 500 && millis < 700, millis + " ms");
        assertEquals("", sandboxes.bash(project, "pgrep -a sleep || :").stdout());
    }

    @Test
    void aProgramOutOfTimeIsNamedWithItsArguments() {
        var request = ExecRequest.of("sleep", "10", "20").withTimeout(Duration.ofMillis(100));
        assertEquals(new TimedOut("sleep 10 20", "", ""), sandboxes.runtime.exec(project, request));
    }

    @Test
    void aBackgroundProcessNeitherHoldsTheAnswerUpNorDies() {
        var begin = System.nanoTime();
        assertEquals(
                "1\n",
                sandboxes
                        .bash(project, "echo 1; (sleep 1; echo later; sleep 30) &")
                        .stdout());
        assertTrue(System.nanoTime() - begin < 1_000_000_000L);
        assertEquals(
                "sleep 30\n",
                sandboxes
                        .bash(project, "sleep 1.5; pgrep -af 'sleep 30' | grep -v bash | cut -d' ' -f2-")
                        .stdout());
    }

    @Test
    void manyCommandsAtOnceEachGetTheirOwnAnswer() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ExecResult>> answers = IntStream.range(0, 60)
                    .mapToObj(
                            i -> threads.submit(() -> exec("sh", "-c", "echo $1; echo $1 >&2; exit $1", "sh", "" + i)))
                    .toList();
            for (var i = 0; i < answers.size(); i++) {
                assertEquals(new Finished(i + "\n", i + "\n", i), answers.get(i).get());
            }
        }
    }

    @Test
    void filesBelongToTheProjectsOwner() throws IOException {
        sandboxes.bash(project, "echo 1 > made");
        var made = project.home().resolve("made");
        assertEquals("1\n", Files.readString(made));
        if (org.calque.kit.posix.Libc.isRoot()) {
            assertEquals(project.uid(), Files.getAttribute(made, "unix:uid"));
        }
        assertFalse(Files.exists(Path.of("/projects", project.projectId().toString())));
    }

    private ExecResult exec(String command, String... args) {
        return sandboxes.exec(project, command, args);
    }

    private Finished in(String folder) {
        return assertInstanceOf(
                Finished.class,
                sandboxes.runtime.exec(project, ExecRequest.of("pwd").withPath(folder)));
    }

    private String limited(String script, int characters) {
        var request = Sandboxes.script(script).withMaxOutput(characters);
        return assertInstanceOf(Finished.class, sandboxes.runtime.exec(project, request))
                .stdout();
    }
}
