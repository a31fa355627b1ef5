package org.calque.projects.runtime;

import java.util.List;
import java.util.Optional;

/// The programs of this machine that lead out of sandboxes. They are looked for whenever one needs them, so that
/// installing them needs no restart.
///
/// @param pasta   passes on what comes out of a network namespace, as connections of its own
/// @param nft     filters what may come out
/// @param setpriv ties one process to the end of another
record NetworkTools(String pasta, String nft, String setpriv) {
    private static final String MISSING =
            "the packages %s are missing on this machine (Debian and Ubuntu: apt-get install %s)";

    static Optional<NetworkTools> find() {
        var pasta = Tools.find("pasta");
        var nft = Tools.find("nft");
        var setpriv = Tools.find("setpriv");
        return pasta.isPresent() && nft.isPresent() && setpriv.isPresent()
                ? Optional.of(new NetworkTools(pasta.get(), nft.get(), setpriv.get()))
                : Optional.empty();
    }

    /// What is missing and how to get it, as the end of a sentence.
    static String missing() {
        var packages = List.of(
                        Tools.find("pasta").isPresent() ? "" : "passt",
                        Tools.find("nft").isPresent() ? "" : "nftables",
                        Tools.find("setpriv").isPresent() ? "" : "util-linux")
                .stream()
                .filter(it -> !it.isEmpty())
                .toList();
        return MISSING.formatted(String.join(", ", packages), String.join(" ", packages));
    }
}
