package org.calque.projects.runtime;

import java.io.IOException;

/// The sandbox ended before a command had begun in it; a new one may serve the command.
final class SandboxGone extends IOException {
    private static final long serialVersionUID = 1L;

    SandboxGone() {
        super("the project was stopped before the command began");
    }
}
