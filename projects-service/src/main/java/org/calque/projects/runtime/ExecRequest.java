package org.calque.projects.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One command for a project.
///
/// @param command   a program, or a script in bash mode
/// @param path      working directory, relative to the home folder or absolute; empty is the home folder
/// @param bash      run `command` (and `args`, quoted) as a bash script; implied by white space when there are no
/// `args`
/// @param timeout   after this time the whole process tree is killed; absent, zero or negative: the server's maximum
/// @param maxOutput characters kept of stdout and of stderr; absent: the server's maximum
/// @param errOnExit a nonzero exit counts as a failure
/// @param env       variables on top of the usual environment
public record ExecRequest(
        String command,
        List<String> args,
        String path,
        boolean bash,
        Duration timeout,
        Integer maxOutput,
        boolean errOnExit,
        Map<String, String> env) {

    public ExecRequest {
        args = args == null ? List.of() : List.copyOf(args);
        path = path == null ? "" : path;
        timeout = timeout == null || timeout.isNegative() ? Duration.ZERO : timeout;
        env = env == null ? Map.of() : Map.copyOf(env);
    }

    /// `command` with `args` in the home folder, ten seconds at most, nonzero exits being failures.
    public static ExecRequest of(String command, String... args) {
        return new ExecRequest(command, List.of(args), "", false, Duration.ofSeconds(10), null, true, Map.of());
    }

    public boolean runsInBash() {
        return bash || (args.isEmpty() && command.chars().anyMatch(Character::isWhitespace));
    }

    public ExecRequest withTimeout(Duration limit) {
        return new ExecRequest(command, args, path, bash, limit, maxOutput, errOnExit, env);
    }

    public ExecRequest withMaxOutput(Integer characters) {
        return new ExecRequest(command, args, path, bash, timeout, characters, errOnExit, env);
    }

    public ExecRequest withPath(String folder) {
        return new ExecRequest(command, args, folder, bash, timeout, maxOutput, errOnExit, env);
    }

    public ExecRequest withErrOnExit(boolean fails) {
        return new ExecRequest(command, args, path, bash, timeout, maxOutput, fails, env);
    }

    public ExecRequest withEnv(Map<String, String> variables) {
        return new ExecRequest(command, args, path, bash, timeout, maxOutput, errOnExit, variables);
    }
}
