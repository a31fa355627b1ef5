package org.calque.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.calque.kit.posix.Libc;
import org.eclipse.microprofile.config.ConfigProvider;

/// Home folders of projects for the tests; where the tests are root, each belongs to a user of its own.
final class Homes {
    private static int nextUser = 40_000;

    private Homes() {}

    static Path make(UUID project) throws IOException {
        var home = Files.createDirectories(ConfigProvider.getConfig()
                .getValue("calque.projects-dir", Path.class)
                .resolve(project.toString()));
        giveTo(home, nextUser++);
        return home;
    }

    /// Writes a file that belongs to the owner of the home.
    static Path write(Path home, String path, String content) throws IOException {
        var file = home.resolve(path);
        makeFolders(home, file.getParent());
        Files.writeString(file, content);
        giveTo(file, Owner.of(home));
        return file;
    }

    static void makeFolders(Path home, Path folder) throws IOException {
        if (!Files.exists(folder)) {
            makeFolders(home, folder.getParent());
            giveTo(Files.createDirectory(folder), Owner.of(home));
        }
    }

    private static void giveTo(Path file, int user) throws IOException {
        if (Libc.isRoot()) {
            Files.setAttribute(file, "unix:uid", user);
            Files.setAttribute(file, "unix:gid", user);
        }
    }
}
