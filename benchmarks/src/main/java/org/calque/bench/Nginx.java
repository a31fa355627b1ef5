package org.calque.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The peer: an nginx of its own that answers each path by a constant. What it reaches is what HTTP on this machine
/// with this generator can reach at all.
final class Nginx implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;
    private final Process process;
    private final Path folder;
    private final int port;

    private Nginx(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /// The program, wherever Debian puts it; empty when it is not installed.
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(it -> Path.of(it, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param answers a JSON for each path
    static Nginx start(Path program, Map<String, String> answers) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("calque-bench-nginx");
        var port = freePort();
        Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, answers));
        var process = new ProcessBuilder(
                        List.of(program.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        var nginx = new Nginx(process, folder, port);
        try {
            nginx.awaitPort();
        } catch (IOException | InterruptedException e) {
            nginx.close();
            throw e;
        }
        return nginx;
    }

    /// A configuration that needs nothing outside its folder.
    static String configuration(Path folder, int port, Map<String, String> answers) {
        var locations = answers.entrySet().stream()
                .map(it -> "    location = " + it.getKey() + " { return 200 '"
                        + it.getValue()
                                .replace("\\", "\\\\")
                                .replace("'", "\\'")
                                .replace("$", "${dollar}") + "'; }\n")
                .collect(Collectors.joining());
        var temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(it -> "  " + it + "_temp_path " + folder.resolve(it) + ";\n")
                .collect(Collectors.joining());
        return """
                daemon off;
                worker_processes auto;
                pid %s/nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  default_type application/json;
                  geo $dollar { default "$"; }
                %s  server {
                    listen 127.0.0.1:%d;
                %s  }
                }
                """.formatted(folder, temporary, port, locations);
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(
                            "nginx does not start: " + Files.readString(folder.resolve("output.log")), notYet);
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
