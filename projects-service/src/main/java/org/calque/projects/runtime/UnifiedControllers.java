package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.calque.projects.runtime.Cgroups.Controller;
import org.jboss.logging.Logger;

/// Gets the controllers of version 2 handed down to the groups of projects.
final class UnifiedControllers {
    private static final Logger LOG = Logger.getLogger(UnifiedControllers.class);
    private static final String HANDED_DOWN = "cgroup.subtree_control";
    private static final String ASIDE = "calque-services";

    private UnifiedControllers() {}

    /// The controllers that groups made inside `group` will have.
    static Set<Controller> enable(Path group) {
        var enabled = EnumSet.noneOf(Controller.class);
        for (var controller : Controller.values()) {
            if (isIn(group.getParent().resolve("cgroup.controllers"), controller)
                    && handDown(group.getParent(), controller)
                    && handDown(group, controller)) {
                enabled.add(controller);
            }
        }
        return enabled;
    }

    private static boolean handDown(Path group, Controller controller) {
        var file = group.resolve(HANDED_DOWN);
        if (isIn(file, controller)) {
            return true;
        }
        try {
            CgroupFiles.write(file, "+" + controller.wireName());
        } catch (IOException e) {
            LOG.debugf("%s is not handed down by %s: %s", controller, group, e);
            return stepAside(group) && handDownAgain(file, controller);
        }
        return isIn(file, controller);
    }

    private static boolean handDownAgain(Path file, Controller controller) {
        try {
            CgroupFiles.write(file, "+" + controller.wireName());
            return isIn(file, controller);
        } catch (IOException e) {
            LOG.debugf("%s cannot be limited: %s", controller, e);
            return false;
        }
    }

    /// A group that hands controllers down must hold no processes itself (only the top may): they move into one of
    /// their own beside the projects.
    private static boolean stepAside(Path group) {
        try {
            var processes = Files.readAllLines(group.resolve("cgroup.procs"));
            if (processes.isEmpty()) {
                return false;
            }
            var aside = group.resolve(ASIDE);
            if (!Files.exists(aside)) {
                Files.createDirectory(aside);
            }
            for (var process : processes) {
                CgroupFiles.write(aside.resolve("cgroup.procs"), process);
            }
            return true;
        } catch (IOException e) {
            LOG.debugf("The processes of %s cannot be moved: %s", group, e);
            return false;
        }
    }

    private static boolean isIn(Path file, Controller controller) {
        try {
            return Arrays.asList(Files.readString(file).strip().split(" ")).contains(controller.wireName());
        } catch (IOException e) {
            return false; // no such file where the tree is of another kind
        }
    }
}
