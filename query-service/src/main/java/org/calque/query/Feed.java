package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.kit.EventStream;
import org.calque.kit.Unavailable;

/// One stream of what a query finds and how that changes.
///
/// Of the rows it remembers but a digest each; the id of its events is a digest of all of them. So a client that comes
/// back with the id of the last event it has seen is told nothing when nothing has changed, and else everything anew,
/// whichever instance it comes to.
final class Feed {
    private static final int HEARTBEATS_TO_TAKE_AN_EVENT = 3;

    private final Followed followed;
    private final QuerySettings.Feeds settings;
    private final HttpServerResponse response;
    private final Semaphore hints = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private Map<String, UUID> known = Map.of();
    private EventStream out;

    Feed(Followed followed, QuerySettings.Feeds settings, HttpServerResponse response) {
        this.followed = followed;
        this.settings = settings;
        this.response = response;
    }

    Followed followed() {
        return followed;
    }

    /// The rows may have changed.
    void look() {
        hints.release();
    }

    void close() {
        closed.countDown();
        hints.release();
    }

    /// Tells the rows, and goes on until the client leaves, the rows may no longer be seen, or the stream is old.
    ///
    /// @param first   the rows as they were just found
    /// @param resumed the id of the last event that the client has seen; null for none
    void run(ArrayNode first, String resumed) throws InterruptedException {
        known = digests(first);
        out = new EventStream(response, settings.heartbeat().multipliedBy(HEARTBEATS_TO_TAKE_AN_EVENT));
        if (followed.isWithoutSnapshot() || state().equals(resumed)) {
            out.comment("following");
        } else {
            var rows = JsonNodeFactory.instance.objectNode().set(followed.tableName(), first);
            out.event("snapshot", state(), rows);
        }
        var started = System.nanoTime();
        var looked = started;
        while (System.nanoTime() - started < settings.longest().toNanos()) {
            boolean hinted = hints.tryAcquire(settings.heartbeat().toNanos(), TimeUnit.NANOSECONDS);
            if (isClosed()) {
                return;
            }
            if (hinted || System.nanoTime() - looked >= settings.lookAnyway().toNanos()) {
                hints.drainPermits();
                looked = System.nanoTime();
                if (!lookAgain()) {
                    return;
                }
                if (closed.await(settings.shortestPause().toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } else {
                out.comment("still here");
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Whether there is any use in going on.
    private boolean lookAgain() {
        try {
            tellChanges(followed.rows());
            return true;
        } catch (QueryRefused refused) {
            out.event("error", null, JsonNodeFactory.instance.objectNode().put("error", refused.getMessage()));
            return false;
        } catch (Unavailable unavailable) {
            out.comment(unavailable.getMessage());
            return true;
        }
    }

    /// The last event of several has the new id: whoever breaks off among them is told everything anew.
    private void tellChanges(ArrayNode rows) {
        var before = known;
        known = digests(rows);
        var events = new LinkedHashMap<String, ObjectNode>();
        for (var key : before.keySet()) {
            if (!known.containsKey(key)) {
                events.put(key, change("delete").set("old_val", EventStream.read(key)));
            }
        }
        for (JsonNode row : rows) {
            var key = followed.keyOf(row).toString();
            var digest = before.get(key);
            if (!known.get(key).equals(digest)) {
                events.put(key, change(digest == null ? "insert" : "update").set("new_val", row));
            }
        }
        int left = events.size();
        for (var event : events.values()) {
            out.event("change", --left == 0 ? state() : null, event);
        }
    }

    private static ObjectNode change(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }

    private Map<String, UUID> digests(ArrayNode rows) {
        var digests = new TreeMap<String, UUID>();
        for (JsonNode row : rows) {
            digests.put(followed.keyOf(row).toString(), digest(row.toString()));
        }
        return digests;
    }

    private String state() {
        return digest(known.toString()).toString();
    }

    private static UUID digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
