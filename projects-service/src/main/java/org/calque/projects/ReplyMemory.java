package org.calque.projects;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.kit.Room;
import org.calque.kit.Unavailable;

/// Lets a large reply be made only when there is room for it: a project's people say how large it is.
@ApplicationScoped
public class ReplyMemory {
    private static final int SMALL = 64 << 10;

    /// The text, its JSON, and the buffer that it grows in.
    private static final int COPIES = 3;

    private final CurrentVertxRequest request;
    private final Room room;
    private final Duration patience;

    ReplyMemory(CurrentVertxRequest request, Room room, ProjectsConfig config) {
        this.request = request;
        this.room = room;
        this.patience = config.replyPatience();
    }

    /// Waits for room for a reply of so many bytes; the present request has it until it has been answered.
    public void take(long bytes) {
        var call = request.getCurrent();
        if (bytes <= SMALL || call == null) {
            return;
        }
        var turn = room.take(bytes * COPIES, call);
        try {
            turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException none) {
            turn.cancel(false);
            throw new Unavailable("too many large replies are under way; try again soon", none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        }
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
}
