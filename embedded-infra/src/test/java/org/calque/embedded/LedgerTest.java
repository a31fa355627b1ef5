package org.calque.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    Path folder;

    @Test
    void whatIsLeftBehindIsEndedOnceAndByName() throws Exception {
        var ledger = new Ledger(folder.resolve("processes"));
        var process = sleeper();
        ledger.note("sleeper", process);

        var later = new Ledger(folder.resolve("processes"));
        assertEquals(Set.of("sleeper"), later.alive().keySet());
        assertEquals(Set.of("sleeper"), later.endAll());
        assertFalse(process.isAlive());
        assertEquals(Set.of(), later.endAll());
    }

    @Test
    void aProcessThatGotTheNumberOfAnotherIsLeftAlone() throws Exception {
        var stranger = sleeper();
        try {
            var id = ProcessId.of(stranger.pid()).orElseThrow();
            var before = new ProcessId(id.pid(), id.began() - 1, id.boot());
            Files.writeString(folder.resolve("processes"), "part " + before + "\n");

            assertEquals(Set.of(), new Ledger(folder.resolve("processes")).endAll());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void aProcessThatHasEndedHasNoId() throws Exception {
        var process = sleeper();
        process.destroy();
        process.waitFor();
        assertTrue(ProcessId.of(process.pid()).isEmpty());
    }

    private Process sleeper() throws Exception {
        return Children.start(java.util.List.of("sleep", "600"), folder, folder.resolve("log"), Map.of());
    }
}
