package org.calque.local.stories.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One request, ready to be sent.
///
/// @param number  of this call in the run
/// @param address path and query
/// @param headers without the key
/// @param body    null for none
record Call(int number, Operation operation, Caller caller, String address, Map<String, String> headers, byte[] body) {
    private static final int LONGEST_LINE = 2000;
    private static final Path LARGE_BODIES = Path.of("target", "fuzz");

    /// A line for a shell that makes this call again, with `$url` and `$key` for what it does not tell.
    String curl() {
        var line = new StringBuilder("curl -sX " + operation.method() + " \"$url\"");
        line.append(
                address.length() > LONGEST_LINE ? quoted(address.substring(0, LONGEST_LINE)) + "…" : quoted(address));
        headers.forEach((name, value) -> line.append(" -H ").append(quoted(name + ": " + value)));
        if (caller.key() != null) {
            line.append(" -u \"$key:\"");
        }
        if (body != null) {
            line.append(" --data-binary ").append(isPlain() ? quoted(new String(body, UTF_8)) : "@" + kept());
        }
        return line + " # call " + number + " by " + caller.kind();
    }

    private boolean isPlain() {
        if (body.length > LONGEST_LINE || body.length > 0 && body[0] == '@') {
            return false;
        }
        for (var each : body) {
            if (each < ' ') {
                return false;
            }
        }
        return true;
    }

    private Path kept() {
        try {
            Files.createDirectories(LARGE_BODIES);
            return Files.write(LARGE_BODIES.resolve("call-" + number), body).toAbsolutePath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
