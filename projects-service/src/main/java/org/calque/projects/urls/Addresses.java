package org.calque.projects.urls;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import org.calque.kit.PublicHosts;
import org.calque.kit.PublicHosts.Found;
import org.calque.projects.ProjectsConfig;

/// Which machines files may be fetched from.
@ApplicationScoped
class Addresses {
    private final PublicHosts hosts;

    Addresses(ProjectsConfig config) {
        hosts = new PublicHosts(config.urls().allowedNetworks().orElse(List.of()));
    }

    /// The address of a host that may be asked.
    ///
    /// @throws NotFetched when there is none, or when any of its addresses may not
    InetAddress of(String host) throws NotFetched {
        return switch (hosts.find(host)) {
            case Found.Open(var address) -> address;
            case Found.Inside() ->
                throw new NotFetched(
                        "files are not fetched from '%s': it is not on the public internet".formatted(host));
            case Found.Unknown() -> throw new NotFetched("there is no host '%s'".formatted(host));
        };
    }
}
