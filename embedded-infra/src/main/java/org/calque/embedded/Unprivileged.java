package org.calque.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/// PostgreSQL does not run as root, nor as a user without a name. Says what to put before its commands then.
///
/// In a user namespace of its own a process is `nobody` to itself, while it keeps its access to its own files. Where
/// namespaces are not allowed, root hands the files to an ordinary user of the system and runs PostgreSQL as that one.
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> USERS = List.of("postgres", "nobody");

    private Unprivileged() {}

    /// What to put before a command that works in `folder`; empty for an ordinary user.
    static List<String> prefix(Path folder) throws IOException, InterruptedException {
        var root = isRoot();
        if (!root && !System.getProperty("user.name").equals("?")) {
            return List.of();
        }
        if (works(NAMESPACE)) {
            return NAMESPACE;
        }
        for (var name : root ? USERS : List.<String>of()) {
            var command = List.of("setpriv", "--reuid=" + name, "--regid=nogroup", "--clear-groups");
            if (works(command)) {
                give(
                        folder,
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
                return command;
            }
        }
        throw new IOException("PostgreSQL does not run as root, and this machine allows neither user namespaces"
                + " (unshare -U) nor setpriv: run Calque as an ordinary user, or set CALQUE_DATABASE_URL");
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        var command = new java.util.ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static void give(Path folder, UserPrincipal owner) throws IOException {
        try (var files = Files.walk(folder)) {
            files.forEach(file -> {
                try {
                    Files.setOwner(file, owner);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
