package org.calque.projects.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.calque.kit.Unavailable;
import org.calque.messages.projects.ReadTextFileFromProject.Entry;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ReplyMemory;
import org.calque.projects.Standing;
import org.calque.projects.files.TextFiles.Failed;

/// Reads many files of one call, some of them at the same time, each with its own content or failure.
@ApplicationScoped
class ManyFiles {
    private final TextFiles files;
    private final ReplyMemory memory;
    private final int inParallel;
    private final long maxBytesPerCall;

    /// One file that a call asks for.
    record Wanted(Standing project, String path) {}

    ManyFiles(TextFiles files, ReplyMemory memory, ProjectsConfig config) {
        this.files = files;
        this.memory = memory;
        this.inParallel = config.files().inParallel();
        this.maxBytesPerCall = config.files().maxBytesPerCall();
    }

    /// The entries in the order of the question.
    List<Entry> read(List<Wanted> wanted) {
        memory.take(
                Math.min(maxBytesPerCall, wanted.stream().mapToLong(this::size).sum()));
        var left = new AtomicLong(maxBytesPerCall);
        var places = new Semaphore(inParallel);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(wanted.stream().map(it -> task(it, left, places)).toList())
                    .stream()
                    .map(ManyFiles::result)
                    .toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        }
    }

    private long size(Wanted file) {
        try {
            return files.size(file.project(), file.path());
        } catch (Failed reportedWhenRead) {
            return 0;
        }
    }

    private Callable<Entry> task(Wanted file, AtomicLong left, Semaphore places) {
        return () -> {
            places.acquire();
            try {
                return entry(file, left);
            } finally {
                places.release();
            }
        };
    }

    private Entry entry(Wanted file, AtomicLong left) {
        var id = file.project().projectId().toString();
        try {
            var content = left.addAndGet(-files.size(file.project(), file.path())) < 0
                    ? null
                    : files.read(file.project(), file.path());
            if (content == null || left.addAndGet(content.length() - ReplyMemory.inJson(content)) < 0) {
                throw new Failed("the files of one call may have at most " + maxBytesPerCall + " bytes together");
            }
            return new Entry(id, file.path(), content, null);
        } catch (Failed failure) {
            return new Entry(id, file.path(), null, failure.getMessage());
        }
    }

    private static Entry result(Future<Entry> entry) {
        try {
            return entry.get();
        } catch (InterruptedException | ExecutionException surprise) {
            throw new IllegalStateException("a file could not be read", surprise);
        }
    }
}
