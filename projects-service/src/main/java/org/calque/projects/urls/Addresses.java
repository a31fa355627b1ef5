package org.calque.projects.urls;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.calque.messages.Network;
import org.calque.projects.ProjectsConfig;

/// Which machines files may be fetched from: those of the public internet, never this one, its neighbours, or what the
/// networks of machines offer to their insiders. Names are looked up once, here; who connects uses the answer.
@ApplicationScoped
class Addresses {
    private static final List<Network> NOT_PUBLIC = networks(Network.NOT_PUBLIC);

    private final List<Network> allowed;

    Addresses(ProjectsConfig config) {
        allowed = networks(config.urls().allowedNetworks().orElse(List.of()));
    }

    /// The address of a host that may be asked.
    ///
    /// @throws NotFetched when there is none, or when any of its addresses may not
    InetAddress of(String host) throws NotFetched {
        try {
            var all = InetAddress.getAllByName(host);
            for (var address : all) {
                if (!mayBeAsked(address)) {
                    throw new NotFetched(
                            "files are not fetched from '%s': it is not on the public internet".formatted(host));
                }
            }
            return all[0];
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            throw new NotFetched("there is no host '%s'".formatted(host));
        }
    }

    private boolean mayBeAsked(InetAddress address) {
        var text = address.getHostAddress().replaceFirst("%.*", "");
        return holds(allowed, text) || !isInside(address) && !holds(NOT_PUBLIC, text) && !isMine(address);
    }

    private static boolean isInside(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || !(address instanceof Inet4Address) && address.getAddress()[0] >> 5 != 1;
    }

    private static boolean isMine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    private static boolean holds(List<Network> networks, String address) {
        return networks.stream().anyMatch(it -> it.holds(address));
    }

    private static List<Network> networks(List<String> texts) {
        return texts.stream()
                .map(it -> Network.parse(it)
                        .orElseThrow(
                                () -> new IllegalArgumentException("'" + it + "' is no network such as 10.0.0.0/8")))
                .toList();
    }
}
