package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The temporary script of a command in bash mode, inside the sandbox's `/tmp`.
final class BashScript {
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_/:=-]+");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Sandbox sandbox;
    private final String folder;

    private BashScript(Sandbox sandbox, String folder) {
        this.sandbox = sandbox;
        this.folder = folder;
    }

    /// @throws HomeException when the project has made its `/tmp` unusable
    /// @throws IOException   when the sandbox is gone
    static BashScript write(Sandbox sandbox, ExecRequest request) throws IOException {
        var name = "cocalc-" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        var content = text(request).getBytes(StandardCharsets.UTF_8);
        sandbox.inTmp(tmp -> tmp.write(name + "/a.sh", content));
        return new BashScript(sandbox, name);
    }

    /// The script of a job that an earlier run of the service has started.
    static BashScript left(Sandbox sandbox, String folder) {
        return new BashScript(sandbox, folder);
    }

    String folder() {
        return folder;
    }

    String path() {
        return "/tmp/" + folder + "/a.sh";
    }

    /// Removes the script, and its folder unless the command put something there.
    void remove() {
        try {
            sandbox.inTmp(tmp -> {
                tmp.remove(folder + "/a.sh");
                tmp.remove(folder);
            });
        } catch (IOException e) {
            Machine.LOG.debugf("A script stays in its sandbox: %s", e.getMessage());
        }
    }

    static String text(ExecRequest request) {
        var line = new ArrayList<String>();
        line.add(request.args().isEmpty() ? request.command() : quoted(request.command()));
        request.args().forEach(argument -> line.add(quoted(argument)));
        var script = String.join(" ", line);
        var timeout = request.timeout();
        return timeout.isZero()
                ? script
                : "ulimit -t " + timeout.plus(SECOND).minusNanos(1).toSeconds() + "\n" + script;
    }

    private static String quoted(String text) {
        return NEEDS_NO_QUOTES.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
