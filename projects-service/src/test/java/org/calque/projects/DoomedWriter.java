package org.calque.projects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.calque.kit.homes.Home;

/// A process that writes into a home as the service does, for tests that kill it in the middle.
public final class DoomedWriter implements AutoCloseable {
    public static final int FILE_BYTES = 4 << 20;

    private static final int PIECE = 1000;

    private final Process process;

    /// @param upload the draft that is added to; null to replace the file whole, again and again
    /// @param size   of what the upload shall become, random bytes by this seed
    public DoomedWriter(Path home, int uid, String path, UUID upload, int size) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWriter.class.getName(),
                        home.toString(),
                        Integer.toString(uid),
                        path,
                        upload == null ? "" : upload.toString(),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Kills it when it has written so many times, in the middle of the next.
    public void killAfter(int times) throws IOException, InterruptedException {
        var said = process.inputReader();
        for (var i = 0; i < times; i++) {
            if (said.readLine() == null) {
                throw new IOException("it ended before");
            }
        }
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String... given) throws Exception {
        var folder = Path.of(given[0]);
        try (var home = Home.open(folder, "/projects/" + folder.getFileName(), Integer.parseInt(given[1]))) {
            if (given[3].isEmpty()) {
                replace(home, given[2]);
            } else {
                add(home, given[2], given[3], Integer.parseInt(given[4]));
            }
        }
    }

    private static void replace(Home home, String path) throws Exception {
        var content = new byte[FILE_BYTES];
        for (var round = 0; ; round++) {
            Arrays.fill(content, (byte) ('a' + round % 26));
            home.write(path, content);
            System.out.println(round);
        }
    }

    private static void add(Home home, String path, String upload, int size) throws Exception {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        try (var draft = home.keptDraft(upload, path)) {
            for (var at = 0; at < size - PIECE; at += PIECE) {
                draft.write(content, at, PIECE);
                System.out.println(at);
            }
            Thread.sleep(60_000); // it is killed long before
        }
    }
}
