package org.calque.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once from the jar on the class path.
final class PostgresBinaries {
    private static final Map<String, String> ARCHIVES =
            Map.of("amd64", "/postgres-linux-x86_64.txz", "aarch64", "/postgres-linux-arm_64.txz");
    private static final String COMPLETE = ".complete";

    private PostgresBinaries() {}

    /// Unpacks into `folder` unless an earlier call has done it, whoever made that call.
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (held.isValid() && !Files.exists(folder.resolve(COMPLETE))) {
                unpackArchive(folder);
                Files.createFile(folder.resolve(COMPLETE));
            }
        }
    }

    private static void unpackArchive(Path folder) throws IOException {
        var arch = System.getProperty("os.arch");
        var name = ARCHIVES.getOrDefault(arch, "no archive");
        try (var in = PostgresBinaries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no PostgreSQL programs for the processor type " + arch
                        + "; point CALQUE_DATABASE_URL at a PostgreSQL of your own");
            }
            var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)));
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(folder, tar, entry);
            }
        }
    }

    private static void unpackEntry(Path folder, TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive leads out of its folder: " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.deleteIfExists(target);
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(target, folder.resolve(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                Files.setPosixFilePermissions(target, permissions(entry));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        var executable = (entry.getMode() & 0100) != 0;
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }
}
