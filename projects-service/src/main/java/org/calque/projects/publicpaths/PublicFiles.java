package org.calque.projects.publicpaths;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.projects.Workspaces;
import org.calque.projects.publicpaths.PublicPaths.PublicPath;

/// Files that projects have published. A published folder is opened as a home of its own, so that no link in it leads
/// to what is not published.
@ApplicationScoped
class PublicFiles {
    interface Reading<T> {
        /// @param path relative to the home
        T in(Home home, String path) throws HomeException;
    }

    private final Workspaces workspaces;

    PublicFiles(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    <T> T read(PublicPath published, String path, Reading<T> reading) throws HomeException {
        try (var home = workspaces.home(published.projectId(), published.hostUid())) {
            if (!home.stat(published.path()).isDirectory()) {
                return reading.in(home, path);
            }
            try (var folder = home.within(published.path())) {
                return reading.in(folder, PublicPaths.below(published, path));
            }
        }
    }
}
