package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of this machine that lead out of sandboxes. They are looked for whenever one needs them, so that
/// installing them needs no restart.
///
/// @param pasta   passes on what comes out of a network namespace, as connections of its own
/// @param nft     filters what may come out
/// @param setpriv ties one process to the end of another
record NetworkTools(String pasta, String nft, String setpriv) {
    private static final String MISSING =
            "the packages %s are missing on this machine (Debian and Ubuntu: apt-get install %s)";

    private static final String CLOSED =
            "/dev/net/tun is closed to the user that runs Calque (as root: chmod 666 /dev/net/tun)";

    static final Path TUNNELS = Path.of("/dev/net/tun");

    /// @throws IOException telling why there is no way out, as the end of a sentence
    static NetworkTools find() throws IOException {
        var lack = lack();
        if (lack.isPresent()) {
            throw new IOException(lack.get());
        }
        return new NetworkTools(
                Tools.find("pasta").orElseThrow(),
                Tools.find("nft").orElseThrow(),
                Tools.find("setpriv").orElseThrow());
    }

    /// Why no project of this machine can have a way out, as the end of a sentence.
    static Optional<String> lack() {
        var packages = Stream.of(
                        Tools.find("pasta").isPresent() ? "" : "passt",
                        Tools.find("nft").isPresent() ? "" : "nftables",
                        Tools.find("setpriv").isPresent() ? "" : "util-linux")
                .filter(it -> !it.isEmpty())
                .toList();
        if (!packages.isEmpty()) {
            return Optional.of(MISSING.formatted(String.join(", ", packages), String.join(" ", packages)));
        }
        return Files.exists(TUNNELS) && !mayBeOpened(TUNNELS) ? Optional.of(CLOSED) : Optional.empty();
    }

    /// By the user of this process, be it as the owner, by a group, or as one of the others.
    static boolean mayBeOpened(Path device) {
        return Files.isReadable(device) && Files.isWritable(device);
    }
}
