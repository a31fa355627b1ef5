package org.calque.copies.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpServerResponse;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.copies.events.EventLog.Placed;
import org.calque.copies.events.EventLog.Wanted;
import org.calque.kit.EventStream;
import org.calque.messages.Limits;

/// One client that follows its copies. The id of an event is its position in the log, so a client that comes back with
/// the last one it has seen is told all that came after it, once, whichever replica it comes to.
final class Follower {
    private static final int BATCH = 500;
    private static final int HEARTBEATS_TO_TAKE_AN_EVENT = 3;

    private final EventLog log;
    private final EventTail tail;
    private final EventSettings settings;
    private final Wanted wanted;
    private final Limits limits;
    private final Semaphore hints = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private long position;

    Follower(EventLog log, EventTail tail, EventSettings settings, Wanted wanted, Limits limits) {
        this.log = log;
        this.tail = tail;
        this.settings = settings;
        this.wanted = wanted;
        this.limits = limits;
    }

    UUID account() {
        return wanted.account();
    }

    /// There is something new.
    void look() {
        hints.release();
    }

    void close() {
        closed.countDown();
        hints.release();
    }

    /// Tells what has come and what comes, until the client leaves or the stream is old.
    ///
    /// @param after the last event that the client has seen; null for all until now
    void run(Long after, HttpServerResponse response) throws SQLException, InterruptedException {
        var out = new EventStream(response, settings.heartbeat().multipliedBy(HEARTBEATS_TO_TAKE_AN_EVENT));
        long known = begin(after, out);
        var started = System.nanoTime();
        while (System.nanoTime() - started < settings.longest().toNanos()) {
            tellAll(Math.max(known, tail.position()), out);
            if (!hints.tryAcquire(settings.heartbeat().toNanos(), TimeUnit.NANOSECONDS)) {
                out.comment("still here");
            }
            hints.drainPermits();
            if (closed.getCount() == 0) {
                return;
            }
        }
    }

    /// @return the end of the log
    private long begin(Long after, EventStream out) throws SQLException {
        long end = log.number();
        long dropped = log.droppedTo();
        if (after == null || after > end) {
            position = end;
        } else {
            position = Math.max(after, dropped);
        }
        boolean missed = after != null && (after > end || after > 0 && after < dropped);
        if (missed) {
            var words = "events after " + after + " are not kept any more; look at the copies themselves";
            out.event(
                    "missed",
                    text(position),
                    JsonNodeFactory.instance.objectNode().put("error", words));
        } else {
            out.position(text(position));
        }
        return end;
    }

    /// What is not for this client moves it on, too.
    private void tellAll(long end, EventStream out) throws SQLException {
        while (position < end && closed.getCount() > 0) {
            var events = log.read(wanted, position, end, BATCH);
            for (var event : events) {
                if (mayBeTold(event)) {
                    out.event(event.type(), text(event.position()), event.data());
                }
            }
            position = events.size() < BATCH ? end : events.getLast().position();
        }
    }

    /// A key that is good for some projects only tells of copies between these.
    private boolean mayBeTold(Placed event) {
        return limits.allow(event.source()) && limits.allow(event.target());
    }

    private static String text(long position) {
        return Long.toString(position);
    }
}
