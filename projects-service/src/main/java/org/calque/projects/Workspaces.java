package org.calque.projects;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.projects.runtime.Workspace;
import org.calque.projects.runtime.Workspace.Limits;

/// Where projects live on this machine.
@ApplicationScoped
public class Workspaces {
    private final Path dir;
    private final Limits limits;

    Workspaces(ProjectsConfig config) {
        this.dir = config.dir().toAbsolutePath().normalize();
        this.limits = new Limits(
                config.limits().cores(),
                (long) config.limits().memoryMib() << 20,
                config.limits().processes());
    }

    void makeFolder(@Observes StartupEvent started) throws IOException {
        Files.createDirectories(dir);
    }

    public Workspace of(Standing project) {
        return of(project, limits);
    }

    /// The same with what it is granted for this run.
    public Workspace of(Standing project, Limits granted) {
        return new Workspace(project.projectId(), folder(project.projectId()), project.hostUid(), granted);
    }

    /// The home folder, made where there is none. To be closed after use.
    public Home home(Standing project) throws HomeException {
        return home(project.projectId(), project.hostUid());
    }

    /// The home folder of a project by its id and host user, made where there is none. To be closed after use.
    public Home home(UUID projectId, int hostUid) throws HomeException {
        return Home.make(folder(projectId), "/projects/" + projectId, hostUid);
    }

    /// Where the home of a project is, or is to be.
    Path folder(UUID projectId) {
        return dir.resolve(projectId.toString());
    }
}
