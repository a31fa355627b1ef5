package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.calque.kit.posix.Libc;

/// The programs of this machine that make and enter sandboxes.
///
/// @param disablesUsers bubblewrap can forbid further user namespaces inside
/// @param perl          puts the filter of system calls upon itself where the service cannot; null where there is none
/// @param processLimit  the option of the shell's `ulimit` for the number of processes
record Tools(
        String bwrap,
        String bash,
        String nsenter,
        String chroot,
        String unshare,
        String perl,
        boolean disablesUsers,
        String processLimit) {
    static final String SHELL = "/bin/sh";
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

    /// @throws RuntimeUnavailable naming the program that is missing and how to get it
    static Tools find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new RuntimeUnavailable("Projects run on Linux only: the sandbox needs Linux namespaces.");
        }
        var bwrap = need("bwrap", "bubblewrap");
        var help = answer(bwrap, "--help");
        return new Tools(
                bwrap,
                need("bash", "bash"),
                need("nsenter", "util-linux"),
                Libc.isRoot() ? need("chroot", "coreutils") : null,
                Libc.isRoot() ? need("unshare", "util-linux") : null,
                find("perl").orElse(null),
                help.contains("--disable-userns"),
                answer(SHELL, "-c", "ulimit -u 2>/dev/null || echo no").contains("no") ? "-p" : "-u");
    }

    private static String need(String program, String packageName) {
        return find(program)
                .orElseThrow(() -> new RuntimeUnavailable(
                        "Projects cannot be started: '%s' is missing on this machine. Install the package %s (Debian and Ubuntu: apt-get install %s) and try again."
                                .formatted(program, packageName, packageName)));
    }

    static Optional<String> find(String program) {
        return PLACES.stream()
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String answer(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        } catch (IOException e) {
            throw new RuntimeUnavailable(
                    "Projects cannot be started: '%s' does not run on this machine.".formatted(command[0]), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeUnavailable("Projects cannot be started: the service is stopping.", e);
        }
    }
}
