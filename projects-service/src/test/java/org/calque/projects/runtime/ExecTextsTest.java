package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.calque.projects.runtime.ExecResult.Finished;
import org.calque.projects.runtime.ExecResult.NotRunnable;
import org.calque.projects.runtime.ExecResult.TimedOut;
import org.junit.jupiter.api.Test;

class ExecTextsTest {
    private static final ExecRequest PROGRAM = ExecRequest.of("ls", "-l", "x");
    private static final ExecRequest SCRIPT = ExecRequest.of("ls -l x");
    private static final NotRunnable MISSING = new NotRunnable("ENOENT", "spawn ls", "ls");

    @Test
    void successIsNoFailure() {
        assertEquals(Optional.empty(), failure(PROGRAM, new Finished("", "", 0)));
        assertEquals(Optional.empty(), failure(PROGRAM.withErrOnExit(false), new Finished("", "e", 2)));
    }

    @Test
    void aNonzeroExitNamesProgramOrScript() {
        assertFailure(
                "Error executing command 'ls' with args '-l,x' -- command ''ls' (args=-l x)' exited with nonzero code 2 -- stderr='no x'",
                PROGRAM,
                new Finished("", "no x", 2));
        assertFailure(
                "Error executing command 'ls -l x' with args '' -- command 'ls -l x' exited with nonzero code 2 -- stderr='no x'",
                SCRIPT,
                new Finished("", "no x", 2));
    }

    @Test
    void stderrIsCutTo1024Characters() {
        var detail =
                ExecTexts.detail(SCRIPT, new Finished("", "e".repeat(2000), 1)).orElseThrow();
        assertEquals("command 'ls -l x' exited with nonzero code 1 -- stderr='" + "e".repeat(1024) + "'", detail);
    }

    @Test
    void aTimeOutNamesWhatWasKilled() {
        assertFailure(
                "Error executing command 'ls -l x' with args '' -- killed command 'bash /tmp/cocalc-1/a.sh'",
                SCRIPT,
                new TimedOut("bash /tmp/cocalc-1/a.sh", "", ""));
    }

    @Test
    void aMissingProgramIsAnErrorInBothModes() {
        var json =
                "{\"errno\":-2,\"code\":\"ENOENT\",\"syscall\":\"spawn ls\",\"path\":\"ls\",\"spawnargs\":[\"-l\",\"x\"]}";
        assertFailure(
                "Error executing command 'ls' with args '-l,x' -- command ''ls' (args=-l x)' exited with nonzero code 1 -- stderr='"
                        + json + "'",
                PROGRAM,
                MISSING);
        assertFailure(
                "Error executing command 'ls' with args '-l,x' -- command ''ls' (args=-l x)' was not able to run -- stderr='"
                        + json + "'",
                PROGRAM.withErrOnExit(false),
                MISSING);
    }

    @Test
    void aRefusedConnectionGetsAHint() {
        assertEquals(
                Optional.of(true),
                failure(SCRIPT, new Finished("", "Connection refused", 1))
                        .map(text -> text.contains("no access to the network")));
    }

    @Test
    void theJupyterCommandIsRefused() {
        assertEquals(Optional.of("do not run smc-jupyter directly"), ExecTexts.refusal(ExecRequest.of("smc-jupyter")));
        assertEquals(Optional.empty(), ExecTexts.refusal(PROGRAM));
    }

    private static Optional<String> failure(ExecRequest request, ExecResult result) {
        return ExecTexts.detail(request, result)
                .map(detail -> ExecTexts.failed(request.command(), request.args(), detail));
    }

    private static void assertFailure(String expected, ExecRequest request, ExecResult result) {
        assertEquals(Optional.of(expected), failure(request, result));
    }
}
