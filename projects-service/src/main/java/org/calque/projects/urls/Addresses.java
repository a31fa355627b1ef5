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
    private static final List<Network> NOT_PUBLIC = networks(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Of IPv6 only 2000::/3 is public, and in it not what wraps or documents other addresses.
            "::/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "4000::/2",
            "8000::/1"));

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
