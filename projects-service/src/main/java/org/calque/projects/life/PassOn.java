package org.calque.projects.life;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.calque.kit.Elsewhere;
import org.calque.projects.ProjectsConfig;
import org.jboss.logging.Logger;

/// Passes a call on to the replica that has its project, as it came, with the caller's own token, and hands back what
/// is answered, piece by piece.
///
/// A holder that cannot be reached has got nothing of the call, so it is safe to try again: until it is back, or its
/// lease has ended and this replica may take the project over.
@Provider
public class PassOn implements ExceptionMapper<Elsewhere> {
    private static final Logger LOG = Logger.getLogger(PassOn.class);
    private static final String HOPS = "X-Calque-Hops";
    private static final int MOST_HOPS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int PIECE = 16 << 10;

    /// Belongs to one connection, or is set anew.
    private static final Set<String> LEFT_OUT = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            HOPS.toLowerCase(Locale.ROOT));

    private final CurrentVertxRequest request;
    private final Residence residence;
    private final Leases leases;
    private final Duration lease;

    PassOn(CurrentVertxRequest request, Residence residence, Leases leases, ProjectsConfig config) {
        this.request = request;
        this.residence = residence;
        this.leases = leases;
        this.lease = config.life().lease();
    }

    /// Most systems have one replica and never need it.
    private static final class Lazy {
        private static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public Response toResponse(Elsewhere elsewhere) {
        var http = request.getCurrent();
        var hops = hops(http);
        if (hops >= MOST_HOPS) {
            return unavailable("the project is moving from one server to another; try again in a moment");
        }
        try {
            return passedOn(http, hops, elsewhere);
        } catch (IOException broken) {
            LOG.warnf("a call passed on for project %s broke off: %s", elsewhere.what(), broken);
            return unavailable(
                    "the server that runs the project does not answer; whether it has carried out the call is"
                            + " not known");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return unavailable("the server is stopping");
        }
    }

    private Response passedOn(RoutingContext http, int hops, Elsewhere elsewhere)
            throws IOException, InterruptedException {
        var deadline = Instant.now().plus(lease).plus(CONNECT);
        for (var target = elsewhere.address(); ; target = holder(elsewhere)) {
            try {
                return relayed(Lazy.HTTP.send(call(http, target, hops), BodyHandlers.ofInputStream()));
            } catch (ConnectException | HttpConnectTimeoutException unreachable) {
                if (Instant.now().isAfter(deadline)) {
                    throw unreachable;
                }
                Thread.sleep(AGAIN);
            }
        }
    }

    /// Where the call belongs by now; to this replica itself, when the project may be taken over.
    private URI holder(Elsewhere elsewhere) {
        return leases.holder(elsewhere.what())
                .filter(it -> !it.left().isNegative())
                .map(Take.Held::address)
                .orElse(residence.tenure().address());
    }

    private static HttpRequest call(RoutingContext http, URI target, int hops) {
        var body = http.body() == null ? null : http.body().buffer();
        var call = HttpRequest.newBuilder(target.resolve(http.request().uri()))
                .method(
                        http.request().method().name(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes()));
        for (Map.Entry<String, String> header : http.request().headers()) {
            if (!LEFT_OUT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                call.header(header.getKey(), header.getValue());
            }
        }
        return call.header(HOPS, String.valueOf(hops + 1)).build();
    }

    private static Response relayed(HttpResponse<InputStream> answer) {
        var response = Response.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (!LEFT_OUT.contains(name)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.entity((StreamingOutput) out -> copy(answer.body(), out))
                .build();
    }

    /// What has arrived is handed on at once: somebody may be following a stream.
    private static void copy(InputStream from, OutputStream to) throws IOException {
        try (from) {
            var piece = new byte[PIECE];
            for (var count = from.read(piece); count >= 0; count = from.read(piece)) {
                to.write(piece, 0, count);
                to.flush();
            }
        }
    }

    private static int hops(RoutingContext http) {
        var hops = http.request().getHeader(HOPS);
        return hops == null ? 0 : hops.length() == 1 ? hops.charAt(0) - '0' : MOST_HOPS;
    }

    private static Response unavailable(String why) {
        return Response.status(503).entity(Map.of("error", why)).build();
    }
}
