package org.calque.projects.exec;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.runtime.ExecRequest;
import org.calque.projects.runtime.ExecResult;
import org.calque.projects.runtime.ExecResult.Finished;

/// Runs that calls with equal options share, as `aggregate` asks for.
///
/// A call takes part in the run that is under way, or takes the result of the last one for a while after it, when that
/// run's value is equal or greater. Calls with a greater value wait for the run to end and share the next one.
@ApplicationScoped
class SharedRuns {
    /// @param numeric numbers and texts cannot be compared, so they never share a run
    private record Key(UUID projectId, ExecRequest request, boolean numeric) {}

    private static final class Run {
        private final CompletableFuture<ExecResult> result = new CompletableFuture<>();
        private final Run after;
        private JsonNode value;

        private Run(JsonNode value, Run after) {
            this.value = value;
            this.after = after;
        }

        private boolean serves(JsonNode asked) {
            return compare(asked, value) <= 0;
        }

        private ExecResult await() {
            try {
                return result.join();
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
            }
        }
    }

    /// The run of one key that is under way, and the one that waits for it to end.
    private static final class Line {
        private Run underWay;
        private Run next;
    }

    /// @param mine whether this call carries the run out
    private record Place(Run run, boolean mine) {}

    private final Map<Key, Line> lines = new HashMap<>();
    private final Cache<Key, Run> over;

    SharedRuns(ProjectsConfig config) {
        over = Caffeine.newBuilder()
                .expireAfterWrite(config.exec().aggregateKept())
                .maximumWeight(config.exec().maxOutputBytes())
                .weigher((Key key, Run run) -> weight(run.result.getNow(null)))
                .build();
    }

    /// @param value of `aggregate`; null for a run that is not shared
    ExecResult run(UUID projectId, ExecRequest request, JsonNode value, Supplier<ExecResult> work) {
        if (value == null || value.isNull()) {
            return work.get();
        }
        var key = new Key(projectId, request, value.isNumber());
        var place = placeFor(key, value);
        if (place.mine()) {
            carryOut(key, place.run(), work);
        }
        return place.run().await();
    }

    private synchronized Place placeFor(Key key, JsonNode value) {
        var last = over.getIfPresent(key);
        if (last != null && last.serves(value)) {
            return new Place(last, false);
        }
        var line = lines.computeIfAbsent(key, none -> new Line());
        if (line.underWay == null) {
            line.underWay = new Run(value, null);
            return new Place(line.underWay, true);
        }
        if (line.underWay.serves(value)) {
            return new Place(line.underWay, false);
        }
        if (line.next == null) {
            line.next = new Run(value, line.underWay);
            return new Place(line.next, true);
        }
        if (!line.next.serves(value)) {
            line.next.value = value;
        }
        return new Place(line.next, false);
    }

    private void carryOut(Key key, Run run, Supplier<ExecResult> work) {
        if (run.after != null) {
            run.after.result.handle((result, failure) -> result).join();
        }
        try {
            var result = work.get();
            end(key, () -> {
                run.result.complete(result);
                if (result instanceof Finished) {
                    over.put(key, run);
                }
            });
        } catch (RuntimeException | Error failure) {
            end(key, () -> run.result.completeExceptionally(failure));
        }
    }

    private synchronized void end(Key key, Runnable settle) {
        settle.run();
        var line = lines.get(key);
        line.underWay = line.next;
        line.next = null;
        if (line.underWay == null) {
            lines.remove(key);
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.asText().compareTo(other.asText());
    }

    private static int weight(ExecResult result) {
        return result instanceof Finished it
                ? it.stdout().length() + it.stderr().length() + 1
                : 1;
    }
}
