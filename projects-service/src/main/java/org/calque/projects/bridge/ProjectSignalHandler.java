package org.calque.projects.bridge;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.bridge.ProjectSignal;

/// Signals are sent from inside the project: a number means what it means there.
@ApplicationScoped
class ProjectSignalHandler implements Handler<ProjectSignal> {
    private static final String KILL = "kill: ";
    private static final int MOST = 100;
    private static final int LAST_SIGNAL = 64;
    private static final long LAST_PROCESS = 1L << 22;

    private final Inside inside;

    ProjectSignalHandler(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Outcome handle(ProjectSignal request, Caller caller) {
        var signal = signal(request.signal());
        if (signal.isEmpty()) {
            return refused(Reason.INVALID, "signal must be a number from 1 to 64, or a name such as SIGINT");
        }
        var processes = processes(request);
        return processes.isEmpty() || processes.size() > MOST
                ? refused(Reason.INVALID, "pid or pids must name from 1 to " + MOST + " processes by their numbers")
                : send(request.projectId(), signal.get(), processes, caller);
    }

    private Outcome send(String projectId, String signal, List<Long> processes, Caller caller) {
        var script =
                processes.stream().map(String::valueOf).collect(Collectors.joining(" ", "kill -" + signal + " ", ""));
        return inside.script(
                caller,
                projectId,
                script,
                it -> it.exitCode() == 0
                        ? done(new Replies.Empty())
                        : refused(Reason.FAILED, "the signal did not reach every process: " + why(it.stderr())));
    }

    /// The first complaint of the shell, without the name of its script.
    private static String why(String stderr) {
        var line = stderr.lines().findFirst().orElse("");
        var words = line.substring(line.indexOf(KILL) < 0 ? 0 : line.indexOf(KILL) + KILL.length());
        return words.length() <= 200 ? words : words.substring(0, 200) + "…";
    }

    private static Optional<String> signal(JsonNode given) {
        if (given == null) {
            return Optional.empty();
        }
        var text = given.asText().toUpperCase(Locale.ROOT);
        if (text.matches("\\d{1,2}")) {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= LAST_SIGNAL ? Optional.of(text) : Optional.empty();
        }
        return text.matches("(SIG)?[A-Z][A-Z0-9]{1,6}") ? Optional.of(text) : Optional.empty();
    }

    private static List<Long> processes(ProjectSignal request) {
        var all = new ArrayList<Long>();
        if (request.pid() != null) {
            all.add(request.pid());
        }
        if (request.pids() != null) {
            request.pids().forEach(it -> all.add(it.asLong()));
        }
        return all.stream().allMatch(it -> it > 0 && it <= LAST_PROCESS) ? all : List.of();
    }
}
