package org.calque.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/// Where a running [InfraMain] is and how to talk to it.
///
/// @param folder     what it keeps while it runs
/// @param properties its process, its own address and token, Kafka's address, the passwords of the roles
record InfraAddress(Path folder, Properties properties) {
    static final String FILE = "address.properties";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// The infrastructure that was last started for this folder, when its process is still there.
    static Optional<InfraAddress> read(Path folder) throws IOException {
        var file = folder.resolve("run").resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var address = new InfraAddress(folder.resolve("run"), parse(Files.readString(file)));
        return ProcessId.parse(address.properties.getProperty("process"))
                .alive()
                .map(alive -> address);
    }

    /// Says that a build uses it from now on. False when it is about to end.
    boolean use(long pid) throws InterruptedException {
        try {
            return post("use?pid=" + pid).statusCode() == 200;
        } catch (ConnectException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Properties ask(String question) {
        try {
            var response = post(question);
            if (response.statusCode() != 200) {
                throw new IOException("the test infrastructure says " + response.body());
            }
            return parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(properties.getProperty("control") + "/" + question))
                .header("Authorization", properties.getProperty("token"))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Properties parse(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
