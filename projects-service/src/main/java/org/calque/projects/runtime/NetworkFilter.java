package org.calque.projects.runtime;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.calque.messages.Network;

/// Which addresses a project with a way out may reach: those of the public internet and what the operator allows, by
/// IPv4. Never this machine, its neighbours, or what the networks of machines offer to their insiders.
///
/// It holds inside of the sandbox's network namespace and belongs to the user namespace around the sandbox, where the
/// project has no process. Routes would not do: who binds a socket to a device goes around them.
final class NetworkFilter {
    /// Where a project asks for names. Whoever passes its packets on hands them to the resolver of this machine.
    static final String RESOLVER = "169.254.53.53";

    private static final String RULES = """
            table inet calque
            delete table inet calque
            table inet calque {
              set allowed { type ipv4_addr; flags interval; auto-merge; %s }
              set closed { type ipv4_addr; flags interval; auto-merge; %s }
              chain out {
                type filter hook output priority 0; policy drop;
                oifname "lo" accept
                ip daddr %s udp dport 53 accept
                ip daddr @allowed accept
                ip daddr != @closed accept
                meta l4proto tcp reject with tcp reset
                reject with icmpx admin-prohibited
              }
            }
            """;

    private NetworkFilter() {}

    /// @param allowed networks that are open although they are not public
    /// @throws SocketException when this machine does not tell its own addresses
    static String rules(List<String> allowed) throws SocketException {
        var closed =
                Stream.concat(ofVersion4(Network.NOT_PUBLIC), ofThisMachine()).toList();
        return RULES.formatted(elements(ofVersion4(allowed).toList()), elements(closed), RESOLVER);
    }

    private static Stream<String> ofVersion4(List<String> networks) {
        return networks.stream().filter(it -> it.indexOf(':') < 0);
    }

    private static Stream<String> ofThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(it -> it.getHostAddress());
    }

    private static String elements(Collection<String> networks) {
        return networks.isEmpty() ? "" : "elements = { " + String.join(", ", networks) + " }";
    }
}
