package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.bridge.EditorNewFile;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.files.TextFiles.Failed;

@ApplicationScoped
class EditorNewFileHandler implements Handler<EditorNewFile> {
    private static final String EMPTY_NOTEBOOK = """
            {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """;

    private final FileDoor door;
    private final Workspaces workspaces;
    private final TextFiles files;

    EditorNewFileHandler(FileDoor door, Workspaces workspaces, TextFiles files) {
        this.door = door;
        this.workspaces = workspaces;
        this.files = files;
    }

    @Override
    public Outcome handle(EditorNewFile request, Caller caller) {
        var path = request.path();
        if (path == null || path.isEmpty()) {
            return refused(Reason.INVALID, "path must be specified");
        }
        return switch (door.toWrite(caller, request.projectId())) {
            case Denied(var why) -> why;
            case Admitted(var project) -> make(project, path, caller);
        };
    }

    private Outcome make(Standing project, String path, Caller caller) {
        try {
            if (!isThere(project, path)) {
                files.write(project, path, path.endsWith(".ipynb") ? EMPTY_NOTEBOOK : "");
            }
            files.used(project, path, caller);
            return done(new Replies.Empty());
        } catch (HomeException failure) {
            return FileDoor.refusal(failure);
        } catch (Failed failure) {
            return refused(Reason.FAILED, failure.getMessage());
        }
    }

    private boolean isThere(Standing project, String path) throws HomeException {
        try (var home = workspaces.home(project)) {
            return home.exists(path);
        }
    }
}
