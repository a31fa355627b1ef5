package org.calque.projects.urls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.kit.PublicHosts;
import org.calque.kit.Unavailable;
import org.calque.kit.homes.Draft;
import org.calque.kit.homes.HomeException;
import org.calque.projects.ProjectsConfig;

/// Fetches a file of the web into a draft. Every address is looked at before it is connected to, also those that
/// redirections lead to, and it is that very address that is connected to.
@ApplicationScoped
class Fetch {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Buffer END = Buffer.buffer();

    private final HttpClient http;
    private final Addresses addresses;
    private final long maxBytes;
    private final int maxRedirects;
    private final Duration longest;

    Fetch(Vertx vertx, Addresses addresses, ProjectsConfig config) {
        this.addresses = addresses;
        this.maxBytes = config.urls().maxBytes();
        this.maxRedirects = config.urls().maxRedirects();
        this.longest = config.urls().longest();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(5_000)
                .setMaxHeaderSize(32 << 10)
                .setMaxPoolSize(64));
    }

    /// What has come of a body so far: chunks, then [#END] or a failure.
    private record Body(HttpClientResponse response, BlockingQueue<Object> chunks) {}

    void into(Draft draft, Source source) throws NotFetched, HomeException {
        var end = System.nanoTime() + longest.toNanos();
        var from = source;
        for (var redirects = 0; redirects <= maxRedirects; redirects++) {
            var body = ask(from, end);
            var status = body.response().statusCode();
            var location = body.response().getHeader("Location");
            if (!REDIRECTS.contains(status) || location == null) {
                try {
                    take(draft, body, status, end);
                    return;
                } finally {
                    body.response().request().reset();
                }
            }
            body.response().request().reset();
            from = from.redirected(location);
        }
        throw new NotFetched("the server redirects more than " + maxRedirects + " times");
    }

    private Body ask(Source source, long end) throws NotFetched {
        var host = source.uri().getHost();
        var address = addresses.of(host);
        var options = PublicHosts.request(HttpMethod.GET, source.uri(), address)
                .putHeader("Accept", "*/*")
                .putHeader("Accept-Encoding", "identity");
        Future<Body> body = http.request(options)
                .compose(request -> request.send().map(response -> {
                    response.pause();
                    var chunks = new LinkedBlockingQueue<Object>();
                    response.handler(chunks::add);
                    response.endHandler(ended -> chunks.add(END));
                    response.exceptionHandler(chunks::add);
                    return new Body(response, chunks);
                }));
        try {
            return body.toCompletionStage().toCompletableFuture().get(left(end), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            body.onSuccess(late -> late.response().request().reset());
            throw tooSlow();
        } catch (ExecutionException failure) {
            throw new NotFetched("'%s' does not answer".formatted(host));
        } catch (InterruptedException interrupted) {
            throw stopping(interrupted);
        }
    }

    private void take(Draft draft, Body body, int status, long end) throws NotFetched, HomeException {
        if (status != 200) {
            throw new NotFetched("the server answered with status " + status);
        }
        var length = body.response().getHeader("Content-Length");
        if (length != null && length.matches("\\d+") && (length.length() > 18 || Long.parseLong(length) > maxBytes)) {
            throw tooLarge();
        }
        while (true) {
            body.response().fetch(1);
            switch (next(body, end)) {
                case Buffer chunk
                when chunk == END -> {
                    return;
                }
                case Buffer chunk -> {
                    if (draft.size() + chunk.length() > maxBytes) {
                        throw tooLarge();
                    }
                    draft.write(chunk.getBytes(), 0, chunk.length());
                }
                default -> throw new NotFetched("the server broke off");
            }
        }
    }

    private static Object next(Body body, long end) throws NotFetched {
        try {
            var next = body.chunks().poll(left(end), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw tooSlow();
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw stopping(interrupted);
        }
    }

    private static long left(long end) {
        return Math.max(0, end - System.nanoTime());
    }

    private NotFetched tooLarge() {
        return new NotFetched("the file is larger than " + maxBytes + " bytes");
    }

    private static NotFetched tooSlow() {
        return new NotFetched("the server is too slow");
    }

    private static Unavailable stopping(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Unavailable("the server is stopping", interrupted);
    }
}
