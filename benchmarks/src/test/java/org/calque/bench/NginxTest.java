package org.calque.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NginxTest {
    private static final String JSON = "{\"price\":\"5 $\",\"path\":\"a\\\\b\",\"who\":\"it's me\"}";

    @Test
    void theConfigurationKeepsToItsFolderAndToThisMachine() {
        var configuration = Nginx.configuration(Path.of("/tmp/x"), 18701, Map.of("/api/v1/ping", "{}"));
        assertTrue(configuration.contains("listen 127.0.0.1:18701;"), configuration);
        assertTrue(configuration.contains("location = /api/v1/ping { return 200 '{}'; }"), configuration);
        assertTrue(configuration.contains("client_body_temp_path /tmp/x/client_body;"), configuration);
        assertFalse(configuration.contains("/var/"), configuration);
    }

    @Test
    void aPostIsAnsweredByItsConstant() throws IOException, InterruptedException {
        assumeTrue(Nginx.program().isPresent(), "nginx is not installed");
        try (var nginx = Nginx.start(Nginx.program().get(), Map.of("/api/v1/ping", JSON));
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nginx.port() + "/api/v1/ping"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals(JSON, answer.body());
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("Content-Type").orElse(""));
        }
    }
}
