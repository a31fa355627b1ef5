package org.calque.projects.runtime;

/// A command came to a project that has just been stopped. Start the project, then try again.
public final class ProjectAtRest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectAtRest() {
        super("the project is stopped", null, false, false);
    }
}
