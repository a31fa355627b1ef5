package org.calque.accounts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/// A mail server in the test's own process, which keeps what it is sent.
public class MailHost implements QuarkusTestResourceLifecycleManager {
    private static final ServerSetup SETUP = new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private static GreenMail server;

    /// Runs the service with this mail server.
    public static class Profile implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(MailHost.class));
        }
    }

    @Override
    public Map<String, String> start() {
        open();
        return Map.of(
                "accounts.mail.host", "127.0.0.1",
                "accounts.mail.port", String.valueOf(SETUP.getPort()),
                "accounts.mail.start-tls", "DISABLED",
                "accounts.mail.from", "calque@example.org",
                "accounts.mail.retry-interval", "PT0.2S",
                "accounts.public-url", "https://calque.example.org/");
    }

    @Override
    public void stop() {
        close();
    }

    static void open() {
        server = new GreenMail(SETUP);
        server.start();
    }

    static void close() {
        server.stop();
    }

    static GreenMail server() {
        return server;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException("there is no free port", none);
        }
    }
}
