package org.calque.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private final AtomicInteger served = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private volatile String answer = "{\"event\":\"pong\"}";
    private volatile int stallAt = -1;
    private volatile long stallMs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (served.incrementAndGet() == stallAt) {
                stall();
            }
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aClosedLoopCountsEveryAnswerOnce() throws InterruptedException {
        var measured = generator(4).capacity(Duration.ZERO, Duration.ofMillis(500));
        assertEquals(0, measured.failures(), measured.oneFailure());
        var counted = measured.latency().getTotalCount();
        assertEquals(counted / 0.5, measured.perSecond(), 0.001);
        assertTrue(counted > 0 && counted <= served.get() && served.get() <= counted + 4, counted + " of " + served);
    }

    @Test
    void aSteadyRateKeepsToItsRate() throws InterruptedException {
        var measured = generator(4).steady(200, Duration.ofSeconds(1));
        assertEquals(200, measured.latency().getTotalCount());
        assertEquals(200, served.get());
        assertTrue(measured.perSecond() > 100 && measured.perSecond() < 220, "rate " + measured.perSecond());
    }

    /// One answer takes 400 ms. The requests that were due meanwhile had to wait as well: at 100 a second that is a
    /// fifth of all 200, with waits spread evenly from 400 ms down to 0.
    @Test
    void aStallShowsInAllRequestsThatWereDueMeanwhile() throws InterruptedException {
        stallAt = 50;
        stallMs = 400;
        var measured = generator(1).steady(100, Duration.ofSeconds(2));
        var waited = measured.latency()
                .getCountBetweenValues(TimeUnit.MILLISECONDS.toNanos(50), TimeUnit.SECONDS.toNanos(5));
        assertTrue(waited >= 30, "only " + waited + " requests waited");
        assertTrue(measured.p99() > 300, "p99 " + measured.p99());
    }

    @Test
    void anErrorIsAFailureAndNoAnswer() throws InterruptedException {
        answer = "{\"event\":\"error\",\"error\":\"no\"}";
        var measured = generator(2).capacity(Duration.ZERO, Duration.ofMillis(200));
        assertTrue(measured.failures() > 0);
        assertEquals(0, measured.perSecond());
        assertTrue(measured.oneFailure().contains("\"error\":\"no\""), measured.oneFailure());
    }

    private Generator generator(int connections) {
        var target =
                Target.post(server.getAddress().getPort(), "/api/v1/ping", "key", List.of("{}"), "\"event\":\"error\"");
        return new Generator(target, connections);
    }

    private void stall() {
        try {
            never.await(stallMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
