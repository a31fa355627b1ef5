package org.calque.projects.bridge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.Exec;

/// Asks a program inside a project, where paths and process numbers mean what the project's people mean by them.
@ApplicationScoped
class Inside {
    private static final double SECONDS = 10;

    private final Handler<Exec> exec;

    Inside(Handler<Exec> exec) {
        this.exec = exec;
    }

    /// @param answer what its output comes to, whatever its exit code is
    Outcome run(
            Caller caller, String projectId, String program, List<String> args, Function<Exec.Output, Outcome> answer) {
        return answered(exec.handle(command(projectId, program, args, false), caller), answer);
    }

    /// @param answer what the output of this bash script comes to, whatever its exit code is
    Outcome script(Caller caller, String projectId, String script, Function<Exec.Output, Outcome> answer) {
        return answered(exec.handle(command(projectId, script, List.of(), true), caller), answer);
    }

    private static Outcome answered(Outcome outcome, Function<Exec.Output, Outcome> answer) {
        return outcome instanceof Outcome.Done done && done.reply() instanceof Exec.Output output
                ? answer.apply(output)
                : outcome;
    }

    private static Exec command(String projectId, String command, List<String> args, boolean bash) {
        return new Exec(
                projectId, command, args, null, SECONDS, null, bash, false, null, null, null, null, null, null, null,
                null, null);
    }
}
