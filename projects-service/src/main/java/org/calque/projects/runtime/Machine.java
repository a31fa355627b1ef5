package org.calque.projects.runtime;

import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// What all sandboxes of this service share.
///
/// @param outputBudget bytes of output that may still be kept
record Machine(
        Tools tools,
        SandboxSettings settings,
        Cgroups cgroups,
        StateFolder state,
        Reactor reactor,
        Launchers launchers,
        Child.Background background,
        AtomicLong outputBudget) {
    static final Logger LOG = Logger.getLogger("org.calque.projects.runtime");

    private static final String HELP =
            " Allow user namespaces to the user that runs Calque (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone"
                    + " or kernel.apparmor_restrict_unprivileged_userns; in a container, its security profile).";

    private static final String TOO_MANY =
            " The user that runs Calque, all projects included, runs as many processes as it may (ulimit -u).";

    /// One sentence for people from what bubblewrap said.
    static String explain(String stderr) {
        var said = stderr.isEmpty()
                ? "bubblewrap ended without a word"
                : stderr.lines().toList().getLast();
        var text = "The project could not be started, its sandbox cannot be made: " + said + ".";
        if (said.contains("Resource temporarily unavailable")) {
            return text + TOO_MANY;
        }
        return isAboutNamespaces(said) ? text + HELP : text;
    }

    private static boolean isAboutNamespaces(String said) {
        return said.contains("namespace") || said.contains("uid map") || said.contains("Operation not permitted");
    }
}
