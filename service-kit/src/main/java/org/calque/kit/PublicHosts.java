package org.calque.kit;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.calque.messages.Network;

/// Which machines may be called on behalf of callers: those of the public internet, never this one, its neighbours, or
/// what the networks of machines offer to their insiders. Names are looked up once, here; who connects uses the answer.
public final class PublicHosts {
    private static final List<Network> NOT_PUBLIC = networks(Network.NOT_PUBLIC);

    private final List<Network> allowed;

    /// @param allowed networks that may be called though they are not public, such as `10.0.0.0/8`
    public PublicHosts(List<String> allowed) {
        this.allowed = networks(allowed);
    }

    /// What a name stands for.
    public sealed interface Found {
        /// This address may be called.
        record Open(InetAddress address) implements Found {}

        /// It, or one of several, may not be called.
        record Inside() implements Found {}

        /// Nothing.
        record Unknown() implements Found {}
    }

    /// Looks up a host.
    public Found find(String host) {
        try {
            var all = InetAddress.getAllByName(host);
            for (var address : all) {
                if (!mayBeCalled(address)) {
                    return new Found.Inside();
                }
            }
            return new Found.Open(all[0]);
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            return new Found.Unknown();
        }
    }

    /// A request that goes to this address and no other, whatever the name stands for by then, and is not redirected.
    public static RequestOptions request(HttpMethod method, URI uri, InetAddress address) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Calque");
    }

    private boolean mayBeCalled(InetAddress address) {
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
