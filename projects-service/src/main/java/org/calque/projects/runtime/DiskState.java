package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// How full a home is, and how full it may be.
///
/// @param bytes   of all its files
/// @param entries files and folders
public record DiskState(long bytes, long entries, long mostBytes, long mostEntries) {
    /// Counts a home.
    public static DiskState of(Path home, Workspace.Limits limits) throws IOException {
        return of(DiskUsage.of(home), limits.diskBytes(), limits.diskEntries());
    }

    static DiskState of(DiskUsage usage, long mostBytes, long mostEntries) {
        return new DiskState(usage.bytes(), usage.entries(), mostBytes, mostEntries);
    }

    boolean isOver() {
        return bytes > mostBytes || entries > mostEntries;
    }

    /// Why so many bytes may not be written, for people, as a part of a sentence; empty when they may.
    public Optional<String> complaint(long more) {
        if (bytes > mostBytes) {
            return Optional.of(
                    "the project is over its disk quota of %d MB: its home holds %d MB; remove files, then try again"
                            .formatted(mostBytes >> 20, Math.ceilDiv(bytes, 1 << 20)));
        }
        if (entries > mostEntries) {
            return Optional.of(
                    "the project is over its disk quota of %d files and folders: its home holds %d; remove some, then try again"
                            .formatted(mostEntries, entries));
        }
        return more <= mostBytes - bytes
                ? Optional.empty()
                : Optional.of(
                        "%d MB more would exceed the project's disk quota of %d MB: its home holds %d MB; remove files, then try again"
                                .formatted(Math.ceilDiv(more, 1 << 20), mostBytes >> 20, Math.ceilDiv(bytes, 1 << 20)));
    }
}
