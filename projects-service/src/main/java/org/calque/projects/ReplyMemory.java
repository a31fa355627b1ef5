package org.calque.projects;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.projects.runtime.RuntimeUnavailable;

/// Lets only so many bytes of large replies be in memory at the same time, until they are sent: a project's people say
/// how large they are.
@ApplicationScoped
public class ReplyMemory {
    private static final int SMALL = 64 << 10;

    private final CurrentVertxRequest request;
    private final Semaphore kilobytes;
    private final int all;
    private final Duration patience;

    ReplyMemory(CurrentVertxRequest request, ProjectsConfig config) {
        this.request = request;
        this.all = kilobytes(config.replyMemory());
        this.kilobytes = new Semaphore(all, true);
        this.patience = config.replyPatience();
    }

    /// Waits for room for a reply of so many bytes, and gives it back when the present request has been answered.
    public void take(long bytes) {
        var call = request.getCurrent();
        if (bytes <= SMALL || call == null) {
            return;
        }
        var share = Math.min(kilobytes(bytes), all);
        try {
            if (!kilobytes.tryAcquire(share, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RuntimeUnavailable("too many large replies are under way; try again soon");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RuntimeUnavailable("the server is stopping", interrupted);
        }
        call.addEndHandler(answered -> kilobytes.release(share));
    }

    /// How many bytes a text takes in JSON, at most: a control character takes six.
    public static long inJson(String text) {
        var length = 0L;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            length += c < ' ' ? 6 : c < 0x80 ? c == '"' || c == '\\' ? 2 : 1 : 3;
        }
        return length;
    }

    private static int kilobytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + (bytes >> 10));
    }
}
