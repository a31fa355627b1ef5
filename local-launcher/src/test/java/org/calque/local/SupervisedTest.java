package org.calque.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.calque.embedded.Children;
import org.calque.embedded.Ledger;
import org.calque.embedded.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private Supervised supervised;

    @AfterEach
    void stop() throws Exception {
        supervised.stop(PATIENCE);
    }

    @Test
    void aPartThatIsKilledIsStartedAgain() throws Exception {
        var part = keepAlive("sleep 600");
        var first = part.started.poll(10, SECONDS);
        first.destroyForcibly();
        var second = part.started.poll(10, SECONDS);
        assertNotEquals(first.pid(), second.pid());
        assertTrue(second.isAlive());
    }

    @Test
    void aPartThatNeverComesUpIsGivenUpAfterThreeAttemptsWithTheEndOfItsLog() throws Exception {
        var part = keepAlive("echo no way; exit 3");
        var e = assertThrows(
                ExecutionException.class, () -> supervised.firstReady().get(30, SECONDS));
        assertTrue(e.getCause().getMessage().contains("exit code 3"), e.getMessage());
        assertTrue(e.getCause().getMessage().contains("no way"), e.getMessage());
        assertEquals(3, part.started.size());
    }

    @Test
    void aPartThatIsStoppedStaysDown() throws Exception {
        var part = keepAlive("sleep 600");
        supervised.firstReady().get(10, SECONDS);
        supervised.stop(PATIENCE);
        assertFalse(supervised.current().isAlive());
        assertEquals(1, part.started.size());
    }

    @Test
    void aPartThatDoesNotListenIsKilled() throws Exception {
        keepAlive("trap '' TERM; while true; do sleep 1; done");
        supervised.firstReady().get(10, SECONDS);
        supervised.stop(PATIENCE);
        assertFalse(supervised.current().isAlive());
    }

    private ShellPart keepAlive(String script) {
        var part = new ShellPart(script, folder.resolve("part.log"), new LinkedBlockingQueue<>());
        var console = new Console(folder.resolve("calque.log"));
        supervised = new Supervised(part, new Ledger(folder.resolve("processes")), console).keepAlive();
        return part;
    }

    /// A part that is a shell script, and ready as long as it lives.
    private record ShellPart(String script, Path log, LinkedBlockingQueue<Process> started) implements Part {
        @Override
        public String name() {
            return "script";
        }

        @Override
        public Process start() throws IOException {
            var process = Children.start(List.of("sh", "-c", script), log.getParent(), log, Map.of());
            started.add(process);
            return process;
        }

        @Override
        public boolean ready(ProcessHandle process) {
            return script.contains("sleep") && process.isAlive();
        }
    }
}
