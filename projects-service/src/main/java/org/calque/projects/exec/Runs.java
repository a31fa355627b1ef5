package org.calque.projects.exec;

import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.projects.Activity;
import org.calque.projects.Lifecycle;
import org.calque.projects.ReplyMemory;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.runtime.ExecRequest;
import org.calque.projects.runtime.ExecResult;
import org.calque.projects.runtime.ExecResult.Finished;
import org.calque.projects.runtime.ExecTexts;
import org.calque.projects.runtime.ProjectAtRest;
import org.calque.projects.runtime.ProjectRuntime;
import org.calque.projects.runtime.RuntimeUnavailable;

/// Runs commands in projects, for API v1 and v2 alike.
@ApplicationScoped
class Runs {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_STARTS = 10;

    private final ProjectRuntime runtime;
    private final Lifecycle lifecycle;
    private final Workspaces workspaces;
    private final Activity activity;
    private final SharedRuns shared;
    private final ReplyMemory memory;

    Runs(
            ProjectRuntime runtime,
            Lifecycle lifecycle,
            Workspaces workspaces,
            Activity activity,
            SharedRuns shared,
            ReplyMemory memory) {
        this.runtime = runtime;
        this.lifecycle = lifecycle;
        this.workspaces = workspaces;
        this.activity = activity;
        this.shared = shared;
        this.memory = memory;
    }

    /// Seconds as clients give them: none, 0 and less mean the server's own limit.
    static Duration seconds(double seconds) {
        return seconds <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.min(Math.ceil(seconds * 1000), LONGEST.toMillis()));
    }

    /// Characters as clients give them; none, 0 and less mean the server's own limit.
    static Integer characters(Long maxOutput) {
        return maxOutput == null || maxOutput <= 0 ? null : (int) Math.min(maxOutput, Integer.MAX_VALUE);
    }

    /// Runs a command to its end. The project is started when it is at rest.
    ///
    /// @param aggregate null for a run of its own
    Outcome run(
            Standing project,
            ExecRequest request,
            JsonNode aggregate,
            Caller caller,
            Function<Finished, Outcome> done) {
        var problem = problem(request).or(() -> ExecTexts.refusal(request));
        if (problem.isPresent()) {
            return refusal(Reason.INVALID, request, problem.get());
        }
        var command = request.withEnv(environment(project, request.env()));
        activity.note(caller, project.projectId());
        try {
            var result = shared.run(project.projectId(), command, aggregate, () -> exec(project, command));
            var failure = ExecTexts.detail(request, result);
            if (failure.isPresent()) {
                return refusal(Reason.FAILED, request, failure.get());
            }
            var output = (Finished) result;
            memory.take(ReplyMemory.inJson(output.stdout()) + ReplyMemory.inJson(output.stderr()));
            return done.apply(output);
        } catch (RuntimeUnavailable unavailable) {
            return refusal(Reason.UNAVAILABLE, request, unavailable.getMessage());
        }
    }

    /// One that is stopped between its start and the command is started again.
    private ExecResult exec(Standing project, ExecRequest command) {
        for (var starts = 1; ; starts++) {
            lifecycle.start(project);
            try {
                return runtime.exec(workspaces.of(project), command);
            } catch (ProjectAtRest stopped) {
                if (starts == MOST_STARTS) {
                    throw new RuntimeUnavailable("The project was stopped again and again.", stopped);
                }
            }
        }
    }

    /// Declined or failed; each way in says so in its own words around the reason.
    static Outcome refusal(Reason reason, ExecRequest request, String why) {
        return refused(reason, new Problem(ExecTexts.failed(request.command(), request.args(), why), why));
    }

    static Optional<String> problem(ExecRequest request) {
        if (hasNul(request.command())
                || hasNul(request.path())
                || request.args().stream().anyMatch(Runs::hasNul)) {
            return Optional.of("command, arguments and path must not contain a NUL character");
        }
        return request.env().entrySet().stream()
                .filter(it -> !isVariable(it.getKey(), it.getValue()))
                .findFirst()
                .map(it -> "'" + it.getKey() + "' cannot be an environment variable");
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static boolean isVariable(String name, String value) {
        return !name.isEmpty() && name.indexOf('=') < 0 && !hasNul(name) && !hasNul(value);
    }

    /// The project's own variables, and over them those of the call.
    static Map<String, String> environment(Standing project, Map<String, String> ofCall) {
        if (project.env() == null) {
            return ofCall;
        }
        var all = new HashMap<String, String>();
        read(project.env()).properties().forEach(it -> {
            var value = it.getValue().asText();
            if (it.getValue().isValueNode() && isVariable(it.getKey(), value)) {
                all.put(it.getKey(), value);
            }
        });
        all.putAll(ofCall);
        return all;
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }
}
