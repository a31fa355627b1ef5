package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a machine must have for its projects to have a network.
class NetworkToolsTest {
    @Test
    void aDeviceThatIsClosedToOthersMayStillBeOpenToTheUserOfTheService(@TempDir Path folder) throws IOException {
        var device = Files.createFile(folder.resolve("tun"));
        Files.setPosixFilePermissions(device, PosixFilePermissions.fromString("rw-rw----"));
        assertTrue(NetworkTools.mayBeOpened(device));
    }
}
