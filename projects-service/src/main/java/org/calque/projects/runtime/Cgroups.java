package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.calque.messages.Uuids;
import org.calque.projects.runtime.Workspace.Limits;
import org.jboss.logging.Logger;

/// The control groups that this service may make, found out by making them.
///
/// Limits may sit in the one tree of version 2 or in a tree per controller of version 1. Killing a whole process tree
/// needs version 2 without any controller, which is mounted beside version 1 on mixed machines. Everything here is
/// optional: what cannot be had is left to the limits of single processes.
final class Cgroups {
    private static final Logger LOG = Logger.getLogger(Cgroups.class);
    private static final long END_LEFTOVERS_NANOS = TimeUnit.SECONDS.toNanos(5);

    enum Controller {
        MEMORY,
        PIDS,
        CPU;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path unified;
    private final Map<Controller, Path> limits = new EnumMap<>(Controller.class);

    private Cgroups(Path unified) {
        this.unified = unified;
    }

    /// Makes the groups of the service called `name`, or takes those up that an earlier run of it left behind.
    static Cgroups claim(CgroupTrees trees, String name) {
        var groupName = "calque-" + name;
        var unified = claim(trees.unified(), groupName);
        if (unified != null && !Files.exists(unified.resolve("cgroup.kill"))) {
            giveBack(unified);
            unified = null;
        }
        var groups = new Cgroups(unified);
        if (unified != null) {
            for (var controller : UnifiedControllers.enable(unified)) {
                groups.limits.put(controller, unified);
            }
        }
        trees.legacy().forEach((controller, places) -> {
            var group = claim(places, groupName);
            if (group != null) {
                groups.limits.put(controller, group);
            }
        });
        return groups;
    }

    private static Path claim(List<Path> places, String name) {
        for (var place : places) {
            var group = place.resolve(name);
            try {
                return Files.isDirectory(group) ? group : Files.createDirectory(group);
            } catch (IOException e) {
                LOG.debugf("No control group below %s: %s", place, e);
            }
        }
        return null;
    }

    /// Ends everything in the groups of all projects but these.
    void endAllBut(Set<UUID> adopted) throws IOException {
        for (var group : all()) {
            try (var projects = Files.newDirectoryStream(group, Files::isDirectory)) {
                for (var project : projects) {
                    if (Uuids.parse(project.getFileName().toString())
                            .filter(adopted::contains)
                            .isEmpty()) {
                        endLeftovers(project);
                    }
                }
            }
        }
    }

    private Set<Path> all() {
        var all = new LinkedHashSet<Path>();
        if (unified != null) {
            all.add(unified); // first: this one can kill
        }
        all.addAll(limits.values());
        return all;
    }

    private static void endLeftovers(Path group) throws IOException {
        CgroupFiles.kill(group);
        CgroupFiles.awaitEmpty(group, END_LEFTOVERS_NANOS);
        CgroupFiles.remove(group);
    }

    private static void giveBack(Path group) {
        try {
            CgroupFiles.remove(group);
        } catch (IOException e) {
            LOG.warnf("The control group %s could not be removed: %s", group, e);
        }
    }

    /// Makes the groups of one project and sets its limits.
    ProjectGroups forProject(UUID projectId, Limits wanted) throws IOException {
        return ProjectGroups.make(unified, limits, projectId.toString(), wanted);
    }

    /// Takes up the groups that a project has from an earlier run of the service.
    ProjectGroups adopt(UUID projectId) throws IOException {
        return ProjectGroups.adopt(unified, limits, projectId.toString());
    }

    boolean limit(Controller controller) {
        return limits.containsKey(controller);
    }

    /// How `controller` is limited, for people; `otherwise` where it cannot be.
    String describe(Controller controller, String otherwise) {
        var group = limits.get(controller);
        if (group == null) {
            return otherwise;
        }
        return group.equals(unified) ? "cgroup v2" : "cgroup v1";
    }

    boolean canKill() {
        return unified != null;
    }

    void close() {
        all().forEach(Cgroups::giveBack);
    }
}
