package org.calque.projects.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.messages.Caller;
import org.calque.projects.Activity;
import org.calque.projects.Lifecycle;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ReplyMemory;
import org.calque.projects.Room;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.accesses.AccessLog;

/// Text files in the homes of projects. Reading and writing need no running project, yet wake it, as every use does.
@ApplicationScoped
class TextFiles {
    private static final long MEGABYTE = 1_000_000;

    private final Workspaces workspaces;
    private final Room room;
    private final Lifecycle lifecycle;
    private final Activity activity;
    private final AccessLog accesses;
    private final long maxBytes;
    private final long maxInJson;

    TextFiles(
            Workspaces workspaces,
            Room room,
            Lifecycle lifecycle,
            Activity activity,
            AccessLog accesses,
            ProjectsConfig config) {
        this.room = room;
        this.workspaces = workspaces;
        this.lifecycle = lifecycle;
        this.activity = activity;
        this.accesses = accesses;
        this.maxBytes = config.files().maxBytes();
        this.maxInJson = config.maxReplyBytes();
    }

    /// A file that cannot be read or written; the message is for the caller.
    static final class Failed extends Exception {
        Failed(String message) {
            super("Error: " + message, null, false, false);
        }
    }

    /// The caller uses files of the project. Somebody who may only look at them starts nothing.
    void use(Standing project, Caller caller) {
        if (project.isViewer() && !caller.isAdmin()) {
            return;
        }
        activity.note(caller, project.projectId());
        lifecycle.wake(project);
    }

    /// The caller has read or written this file.
    void used(Standing project, String path, Caller caller) {
        accesses.note(caller, project.projectId(), path);
    }

    /// The size of a file that can be read.
    long size(Standing project, String path) throws Failed {
        try (var home = workspaces.home(project)) {
            return home.stat(path).size();
        } catch (HomeException failure) {
            throw new Failed(failure.getMessage());
        }
    }

    /// The text in the file; bytes that are no UTF-8 become U+FFFD.
    String read(Standing project, String path) throws Failed {
        try (var home = workspaces.home(project)) {
            var text = new String(home.read(path, maxBytes), UTF_8);
            if (ReplyMemory.inJson(text) > maxInJson) {
                throw new Failed("'" + path + "' holds too many control characters to be sent as text");
            }
            return text;
        } catch (HomeException failure) {
            throw failure.code() == Errno.EFBIG ? tooLarge(failure.size()) : new Failed(failure.getMessage());
        }
    }

    /// Replaces the file whole, or makes it and the folders above it.
    void write(Standing project, String path, String content) throws Failed {
        var bytes = content.getBytes(UTF_8);
        try (var home = workspaces.home(project)) {
            room.check(project, bytes.length, path);
            home.write(path, bytes);
        } catch (HomeException failure) {
            throw new Failed(failure.getMessage());
        }
    }

    private Failed tooLarge(long size) {
        return new Failed(
                "Attempt to open large file of size %dMB; the maximum allowed size is %dMB. Read it in parts by"
                                .formatted(Math.ceilDiv(size, MEGABYTE), maxBytes / MEGABYTE)
                        + " a command, for instance with head.");
    }
}
