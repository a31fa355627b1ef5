package org.calque.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Places in [FakeServices] where a call waits while the test does something else: `/gates/close?name` before,
/// `/gates/reached?name` answers once a call stands there, `/gates/open?name` lets it go on.
final class Gates {
    private record Gate(CountDownLatch reached, CountDownLatch opened) {}

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    void tend(HttpExchange http) throws IOException {
        var name = http.getRequestURI().getQuery();
        switch (http.getRequestURI().getPath()) {
            case "/gates/close" -> gates.put(name, new Gate(new CountDownLatch(1), new CountDownLatch(1)));
            case "/gates/reached" -> await(gates.get(name).reached);
            default -> gates.remove(name).opened.countDown();
        }
        FakeServices.reply(http, 200, "{}");
    }

    void pass(String name) throws IOException {
        var gate = name == null ? null : gates.get(name);
        if (gate != null) {
            gate.reached.countDown();
            await(gate.opened);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
