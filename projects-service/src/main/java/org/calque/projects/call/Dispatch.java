package org.calque.projects.call;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.calque.kit.Handler;
import org.calque.messages.Binder;
import org.calque.messages.Caller;
import org.calque.messages.Event;
import org.calque.messages.Options;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Route;
import org.calque.messages.Scope;
import org.calque.messages.Service;
import org.calque.messages.projects.Exec;
import org.calque.messages.projects.JupyterExecute;
import org.calque.messages.projects.JupyterKernels;
import org.calque.messages.projects.ReadTextFileFromProject;
import org.calque.messages.projects.WriteTextFileToProject;
import org.calque.projects.Lifecycle;
import org.calque.projects.Standing;
import org.calque.projects.call.Message.Answer;
import org.calque.projects.runtime.RuntimeUnavailable;

/// Which handler answers which message. There is one for each deed, however it is asked for.
@ApplicationScoped
class Dispatch {
    private final Handler<Exec> exec;
    private final Handler<ReadTextFileFromProject> read;
    private final Handler<WriteTextFileToProject> write;
    private final Handler<JupyterExecute> execute;
    private final Handler<JupyterKernels> kernels;
    private final Signals signals;
    private final Lifecycle lifecycle;

    Dispatch(
            Handler<Exec> exec,
            Handler<ReadTextFileFromProject> read,
            Handler<WriteTextFileToProject> write,
            Handler<JupyterExecute> execute,
            Handler<JupyterKernels> kernels,
            Signals signals,
            Lifecycle lifecycle) {
        this.exec = exec;
        this.read = read;
        this.write = write;
        this.execute = execute;
        this.kernels = kernels;
        this.signals = signals;
        this.lifecycle = lifecycle;
    }

    Answer answer(Message message, Caller caller) {
        return switch (message.event()) {
            case "ping" -> new Answer("pong", ping(message.project()));
            case "project_exec" ->
                new Answer("project_exec_output", call(exec, Exec.class, Route.EXEC.scope(), message, caller));
            case "read_text_file_from_project" ->
                named(call(read, ReadTextFileFromProject.class, scope(message), message, caller));
            case "write_text_file_to_project" ->
                named(call(write, WriteTextFileToProject.class, scope(message), message, caller));
            case "jupyter_execute" -> named(call(execute, JupyterExecute.class, scope(message), message, caller));
            case "jupyter_kernels" -> named(call(kernels, JupyterKernels.class, scope(message), message, caller));
            case "send_signal" -> new Answer("signal_sent", signals.send(message, caller));
            case "read_file_from_project" ->
                named(refused(
                        Reason.NOT_OFFERED,
                        "read_file_from_project is not offered; read text with read_text_file_from_project"));
            case "named_server_port" -> named(refused(Reason.NOT_OFFERED, "named servers are not offered"));
            default -> named(refused(Reason.NOT_FOUND, unknown(message)));
        };
    }

    private static Answer named(Outcome outcome) {
        return new Answer("error", outcome);
    }

    private Outcome ping(Standing project) {
        try {
            lifecycle.start(project);
            return done(new Replies.Empty());
        } catch (RuntimeUnavailable unavailable) {
            return refused(Reason.UNAVAILABLE, unavailable.getMessage());
        }
    }

    private static Scope scope(Message message) {
        return Event.named(message.event()).orElseThrow().scope();
    }

    private static String unknown(Message message) {
        var event = message.event();
        return "Project " + message.project().projectId() + " does not implement handling mesg with event='"
                + (event.length() <= 100 ? event : event.substring(0, 100) + "…") + "'";
    }

    private static <R extends Request> Outcome call(
            Handler<R> handler, Class<R> type, Scope scope, Message message, Caller caller) {
        Optional<String> beyondLimits = caller.limits().refusalOf(Service.PROJECTS, scope, message.event());
        if (beyondLimits.isPresent()) {
            return refused(Reason.FORBIDDEN, beyondLimits.get());
        }
        var given = message.forProject();
        var absent = Options.of(type).all().stream()
                .filter(it -> it.required() && !given.hasNonNull(it.name()))
                .findFirst();
        if (absent.isPresent()) {
            return refused(Reason.INVALID, "property '" + absent.get().name() + "' must be specified");
        }
        try {
            return switch (Options.of(type).checkLeniently(given)) {
                case Options.Checked.Wrong(String error) -> refused(Reason.INVALID, error);
                case Options.Checked.Fine(ObjectNode checked) -> handler.handle(Binder.bind(checked, type), caller);
            };
        } catch (Binder.Mismatch mismatch) {
            return refused(Reason.INVALID, mismatch.getMessage());
        }
    }
}
