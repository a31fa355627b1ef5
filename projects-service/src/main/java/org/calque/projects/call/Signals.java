package org.calque.projects.call;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.calque.kit.Handler;
import org.calque.messages.Binder;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.Exec;

/// Signals to processes of a project, sent from inside its sandbox: a number means what it means there.
@ApplicationScoped
class Signals {
    private static final Set<Integer> ALLOWED = Set.of(2, 3, 9);

    private final Handler<Exec> exec;

    Signals(Handler<Exec> exec) {
        this.exec = exec;
    }

    Outcome send(Message message, Caller caller) {
        var pid = number(message.options().path("pid"));
        var signal = number(message.options().path("signal"));
        if (pid < 1 || !ALLOWED.contains(signal)) {
            return refused(Reason.INVALID, "invalid pid or signal (must be 2,3,9)");
        }
        var options = JsonNodeFactory.instance.objectNode();
        options.put("project_id", message.project().projectId().toString());
        options.put("command", "kill -" + signal + " " + pid).put("bash", true);
        try {
            var outcome = exec.handle(Binder.bind(options, Exec.class), caller);
            return outcome instanceof Outcome.Done ? done(new Replies.Empty()) : outcome;
        } catch (Binder.Mismatch impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int number(JsonNode given) {
        return given.isTextual() && given.textValue().matches("\\d{1,9}")
                ? Integer.parseInt(given.textValue())
                : given.isInt() ? given.intValue() : 0;
    }
}
