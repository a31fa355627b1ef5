package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Arguments;
import org.calque.messages.Binder;
import org.calque.messages.Caller;
import org.calque.messages.Face;
import org.calque.messages.Function;
import org.calque.messages.Options;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Uuids;

/// Calls of functions of the bridge: their arguments become the fields of a request, its handler's reply becomes their
/// answer.
@ApplicationScoped
public class FunctionCalls {
    private final Handlers handlers;
    private final List<Threshold> thresholds;

    FunctionCalls(Handlers handlers, @All List<Threshold> thresholds) {
        this.handlers = handlers;
        this.thresholds = thresholds;
    }

    /// The fields of a request, or why there are none.
    public sealed interface Read {
        record Fields(ObjectNode fields) implements Read {}

        record Wrong(Outcome why) implements Read {}
    }

    /// @param envelope with `args` and, for functions of a project, `project_id`
    Outcome call(String face, String name, ObjectNode envelope, Caller caller) throws Binder.Mismatch {
        var function =
                Face.named(face).flatMap(it -> Function.named(it, name)).filter(it -> handlers.answers(it.request()));
        if (function.isEmpty()) {
            return Outcome.refused(Reason.NOT_FOUND, "Error: unknown function '" + name + "'");
        }
        return function.get().face() == Face.PROJECT
                ? callInProject(function.get(), envelope, caller)
                : answer(function.get(), read(function.get(), envelope, caller), caller);
    }

    private Outcome callInProject(Function function, ObjectNode envelope, Caller caller) throws Binder.Mismatch {
        var project = caller.isProject()
                ? Optional.of(caller.id())
                : Uuids.parse(envelope.path("project_id").asText(null));
        if (project.isEmpty()) {
            return Outcome.refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        var read = read(function, envelope, caller);
        if (read instanceof Read.Wrong(var why)) {
            return why;
        }
        var refusal = refusal(caller, project.get());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (read instanceof Read.Fields(var fields) && function.options().has("project_id")) {
            fields.put("project_id", project.get().toString());
        }
        return answer(function, read, caller);
    }

    private Optional<Outcome> refusal(Caller caller, UUID project) {
        return thresholds.stream()
                .flatMap(it -> it.refusal(caller, project).stream())
                .findFirst();
    }

    /// What this call of a function asks for, in the types of its request.
    public static Read read(Function function, ObjectNode envelope, Caller caller) {
        var beyondLimits = caller.limits().refusalOf(function);
        if (beyondLimits.isPresent()) {
            return new Read.Wrong(Outcome.refused(Reason.FORBIDDEN, beyondLimits.get()));
        }
        try {
            var given = function.arguments().fields(envelope.get("args"));
            return switch (function.options().checkLeniently(given)) {
                case Options.Checked.Wrong(String error) -> wrong(error);
                case Options.Checked.Fine(ObjectNode checked) -> complete(function, checked);
            };
        } catch (Arguments.Misfit misfit) {
            return wrong(misfit.getMessage());
        }
    }

    private static Read complete(Function function, ObjectNode fields) {
        return function.options().all().stream()
                .filter(it -> it.required() && !fields.has(it.name()))
                .filter(it -> function.face() == Face.HUB || !it.name().equals("project_id"))
                .findFirst()
                .<Read>map(it -> wrong("property '" + it.name() + "' must be specified"))
                .orElseGet(() -> new Read.Fields(fields));
    }

    private static Read wrong(String words) {
        return new Read.Wrong(Outcome.refused(Reason.INVALID, "Error: " + words));
    }

    private Outcome answer(Function function, Read read, Caller caller) throws Binder.Mismatch {
        return switch (read) {
            case Read.Wrong(var why) -> why;
            case Read.Fields(var fields) ->
                switch (FunctionTexts.worded(function, handlers.call(function.request(), fields, caller))) {
                    case Outcome.Done done ->
                        Outcome.done(new Bare(function.answer().of(done.reply(), fields)));
                    case Outcome refused -> refused;
                };
        };
    }
}
