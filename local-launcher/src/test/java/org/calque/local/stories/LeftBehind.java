package org.calque.local.stories;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.calque.local.RunningSystem;

/// What stopped projects must not leave on the machine and in the database: processes, mounts (of which a process sees
/// those of its own namespace), control groups, leases.
public record LeftBehind(List<String> projects) {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    public List<String> find(RunningSystem system) throws IOException, SQLException {
        var found = new ArrayList<String>();
        processes(found);
        cgroups(found);
        leases(system, found);
        return found;
    }

    private boolean tellsOfOne(String text) {
        return projects.stream().anyMatch(text::contains);
    }

    private void processes(List<String> found) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (tellsOfOne(read(process.resolve("mountinfo"))) || tellsOfOne(read(process.resolve("cgroup")))) {
                    found.add("process " + process.getFileName() + ": "
                            + read(process.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private void cgroups(List<String> found) throws IOException {
        if (!Files.isDirectory(CGROUPS)) {
            return;
        }
        Files.walkFileTree(CGROUPS, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (tellsOfOne(folder.getFileName().toString())) {
                    found.add("control group " + folder);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void leases(RunningSystem system, List<String> found) throws SQLException {
        try (var database = system.superuser();
                var select = database.prepareStatement(
                        "select project_id from projects.leases where project_id::text = any(?)")) {
            select.setArray(1, database.createArrayOf("text", projects.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add("lease of " + rows.getString(1));
                }
            }
        }
    }
}
