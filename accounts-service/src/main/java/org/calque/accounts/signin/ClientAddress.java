package org.calque.accounts.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/// Where a client calls from, for throttles and for the record.
public final class ClientAddress {
    private ClientAddress() {}

    /// The address, when the gateway named one.
    public static Optional<InetAddress> parse(String address) {
        if (address == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address.strip()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// What throttles count by: the address, or the /64 network of an IPv6 one, since that is what one client gets.
    public static Optional<String> network(String address) {
        return parse(address)
                .map(it -> it instanceof Inet6Address
                        ? HexFormat.of().formatHex(it.getAddress(), 0, 8) + "/64"
                        : it.getHostAddress());
    }
}
