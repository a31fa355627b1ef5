package org.calque.messages;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// A network of internet addresses, such as `10.0.0.0/8`, `2001:db8::/32` or the single address `192.0.2.7`.
public final class Network {
    /// Networks that are not part of the public internet, or that only insiders reach.
    public static final List<String> NOT_PUBLIC = List.of(
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
            "8000::/1");

    private final String text;
    private final byte[] address;
    private final int bits;

    private Network(String text, byte[] address, int bits) {
        this.text = text;
        this.address = address;
        this.bits = bits;
    }

    /// The network that this text names; empty when it names none.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        var address = addressOf(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().length * 8;
        int bits = slash < 0 ? most : bitsOf(text.substring(slash + 1));
        return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(text, address.get(), bits));
    }

    private static int bitsOf(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    /// The bytes of an address in numbers, never of a name; empty when it is none. An IPv4 address written as an IPv6
    /// one (`::ffff:192.0.2.7`) is that IPv4 address; one of fewer than four numbers is none, since `10` would be
    /// `0.0.0.10`.
    private static Optional<byte[]> addressOf(String literal) {
        if (literal.indexOf(':') < 0 && literal.chars().filter(it -> it == '.').count() != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /// Whether this address belongs to the network; what is no address belongs to none.
    public boolean holds(String other) {
        return other != null && addressOf(other.strip()).filter(this::holds).isPresent();
    }

    private boolean holds(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }
}
