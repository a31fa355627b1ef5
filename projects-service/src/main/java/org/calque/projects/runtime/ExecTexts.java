package org.calque.projects.runtime;

import java.util.List;
import java.util.Optional;
import org.calque.projects.runtime.ExecResult.Finished;
import org.calque.projects.runtime.ExecResult.NotRunnable;
import org.calque.projects.runtime.ExecResult.TimedOut;

/// The contract's words for commands that failed, shared by v1 and v2.
public final class ExecTexts {
    private static final int SHOWN_STDERR = 1024;
    private static final String NO_NETWORK_HINT =
            " (Projects have no access to the network here, so nothing outside of the project can be reached.)";

    private ExecTexts() {}

    /// Why a command is refused before it runs; empty when it may run.
    public static Optional<String> refusal(ExecRequest request) {
        return request.command().equals("smc-jupyter")
                ? Optional.of("do not run smc-jupyter directly")
                : Optional.empty();
    }

    /// `Error executing command '…' with args '…' -- <detail>`.
    public static String failed(String command, List<String> args, String detail) {
        var text =
                "Error executing command '%s' with args '%s' -- %s".formatted(command, String.join(",", args), detail);
        return text.contains("Connection refused") ? text + NO_NETWORK_HINT : text;
    }

    /// Why `result` counts as a failure of `request`, the part behind ` -- `; empty when it is a success.
    public static Optional<String> detail(ExecRequest request, ExecResult result) {
        return switch (result) {
            case TimedOut timedOut -> Optional.of("killed command '%s'".formatted(timedOut.commandLine()));
            case NotRunnable missing
            when request.errOnExit() -> Optional.of(exited(request, 1, spawnError(request, missing)));
            case NotRunnable missing ->
                Optional.of("command '%s' was not able to run -- stderr='%s'"
                        .formatted(shown(request), spawnError(request, missing)));
            case Finished finished
            when request.errOnExit() && finished.exitCode() != 0 ->
                Optional.of(exited(request, finished.exitCode(), finished.stderr()));
            case Finished _ -> Optional.empty();
        };
    }

    private static String exited(ExecRequest request, int code, String stderr) {
        return "command '%s' exited with nonzero code %d -- stderr='%s'"
                .formatted(shown(request), code, cut(stderr, SHOWN_STDERR));
    }

    private static String shown(ExecRequest request) {
        return request.runsInBash()
                ? request.command()
                : "'%s' (args=%s)".formatted(request.command(), String.join(" ", request.args()));
    }

    /// What the system said of a program that could not be started, as JSON.
    public static String spawnError(ExecRequest request, NotRunnable failure) {
        var json = new StringBuilder("{");
        json.append("\"errno\":").append(-errno(failure.code()));
        json.append(",\"code\":").append(quoted(failure.code()));
        json.append(",\"syscall\":").append(quoted(failure.syscall()));
        json.append(",\"path\":").append(quoted(failure.path()));
        json.append(",\"spawnargs\":[");
        json.append(
                String.join(",", request.args().stream().map(ExecTexts::quoted).toList()));
        return json.append("]}").toString();
    }

    private static int errno(String code) {
        return switch (code) {
            case "ENOENT" -> 2;
            case "E2BIG" -> 7;
            case "ENOEXEC" -> 8;
            case "EACCES" -> 13;
            case "ENOTDIR" -> 20;
            case "ENAMETOOLONG" -> 36;
            default -> 5;
        };
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }
}
