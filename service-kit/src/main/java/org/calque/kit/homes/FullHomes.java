package org.calque.kit.homes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/// Which homes are over their disk quota: a file beside the homes for each, which says why nothing more may be written.
/// Whoever counts homes notes it; services that write into homes and count none ask.
public final class FullHomes {
    private final Path folder;

    public FullHomes(Path homes) {
        folder = homes.resolve(".full");
    }

    /// @param complaint for people; null when there is room
    public void note(UUID project, String complaint) throws IOException {
        var file = folder.resolve(project.toString());
        if (complaint == null) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(folder);
        var fresh = Files.createTempFile(folder, "new", "");
        Files.writeString(fresh, complaint);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Why nothing more may be written into this home; empty when there was room when it was last counted.
    public Optional<String> complaint(UUID project) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(project.toString())));
        } catch (NoSuchFileException room) {
            return Optional.empty();
        }
    }
}
