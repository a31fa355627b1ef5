package org.calque.projects.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;

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

    static BashScript write(Sandbox sandbox, ExecRequest request) throws HomeException {
        var name = "cocalc-" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        var script = new BashScript(sandbox, name);
        script.inside(() -> sandbox.tmp().write(name + "/a.sh", text(request).getBytes(StandardCharsets.UTF_8)));
        return script;
    }

    String path() {
        return "/tmp/" + folder + "/a.sh";
    }

    /// Removes the script, and its folder unless the command put something there.
    void remove() {
        try {
            inside(() -> {
                sandbox.tmp().remove(folder + "/a.sh");
                sandbox.tmp().remove(folder);
            });
        } catch (HomeException e) {
            if (sandbox.isAlive() && e.code() != Errno.ENOENT && e.code() != Errno.ENOTEMPTY) {
                Machine.LOG.debugf("A script was left in a sandbox: %s", e.getMessage());
            }
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

    private interface FileWork {
        void run() throws HomeException;
    }

    /// Files of the sandbox's own file system can only be made by a user that exists in there.
    private void inside(FileWork work) throws HomeException {
        Supplier<HomeException> attempt = () -> {
            try {
                work.run();
                return null;
            } catch (HomeException e) {
                return e;
            }
        };
        var failure = Kernel.asUser(sandbox.workspace().uid(), attempt);
        if (failure != null) {
            throw failure;
        }
    }
}
