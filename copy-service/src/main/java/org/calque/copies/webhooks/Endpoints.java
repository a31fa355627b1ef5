package org.calque.copies.webhooks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.kit.PublicHosts;
import org.calque.kit.PublicHosts.Found;

/// Calls webhooks: machines of the public internet only, looked up anew for each call; redirections are not followed,
/// and of an answer nothing but the status is read.
@ApplicationScoped
class Endpoints {
    private static final int LONGEST_URL = 2048;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int MAX_HEADER = 32 << 10;

    private final HttpClient http;
    private final PublicHosts hosts;
    private final Duration patience;

    Endpoints(Vertx vertx, WebhookSettings settings) {
        this.hosts = new PublicHosts(settings.allowedNetworks().orElse(List.of()));
        this.patience = settings.patience();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxHeaderSize(MAX_HEADER)
                .setMaxPoolSize(settings.atOnce()));
    }

    /// What came of a call.
    ///
    /// @param status null when there was no answer
    /// @param error  null when it was taken
    record Answered(Integer status, String error) {
        private static final int GONE = 410;

        boolean isTaken() {
            return error == null;
        }

        /// Whether the endpoint wants to be called no more.
        boolean isGone() {
            return status != null && status == GONE;
        }
    }

    /// Why this cannot be the address of a webhook; empty when it can.
    Optional<String> refusal(String url) {
        if (url == null || url.isBlank()) {
            return Optional.of("url must be specified");
        }
        if (url.length() > LONGEST_URL) {
            return Optional.of("url may have at most " + LONGEST_URL + " characters");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException unreadable) {
            return Optional.of("url cannot be read: " + unreadable.getReason());
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null) {
            return Optional.of("url must begin with http:// or https:// and name a host");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("url must name a port from 1 to 65535");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("url must not hold a user name or password");
        }
        return switch (hosts.find(uri.getHost())) {
            case Found.Open _ -> Optional.empty();
            case Found.Inside() ->
                Optional.of("url must name a machine on the public internet, which '" + uri.getHost() + "' is not");
            case Found.Unknown() -> Optional.of("url names the host '" + uri.getHost() + "', which is not known");
        };
    }

    /// Sends a body to an address that [#refusal] has let pass before.
    Answered call(String url, Map<String, String> headers, String body) throws InterruptedException {
        var uri = URI.create(url);
        return switch (hosts.find(uri.getHost())) {
            case Found.Inside() -> new Answered(null, "the endpoint is not on the public internet");
            case Found.Unknown() -> new Answered(null, "the host of the endpoint is not known");
            case Found.Open(var address) -> {
                var options = PublicHosts.request(HttpMethod.POST, uri, address).setTimeout(patience.toMillis());
                headers.forEach(options::putHeader);
                var status = http.request(options)
                        .compose(request -> request.send(Buffer.buffer(body)).map(response -> {
                            int code = response.statusCode();
                            response.exceptionHandler(itsRestIsNotWanted -> {});
                            request.reset();
                            return code;
                        }));
                try {
                    yield answered(status.toCompletionStage()
                            .toCompletableFuture()
                            .get(2 * patience.toMillis(), TimeUnit.MILLISECONDS));
                } catch (ExecutionException failure) {
                    yield new Answered(null, "the endpoint does not answer");
                } catch (TimeoutException slow) {
                    yield new Answered(null, "the endpoint is too slow");
                }
            }
        };
    }

    private static Answered answered(int status) {
        return new Answered(status, status / 100 == 2 ? null : "the endpoint answered with status " + status);
    }
}
