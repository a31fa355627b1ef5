package org.calque.projects.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The shell inside of the sandbox that starts the program of a job, waits for it, and tells how it ended; it outlives
/// the service.
///
/// Its descriptors: 1 and 2 the pipes that the job writes to, 10 what the job reads, 11 the pipe that the service
/// answers in, 12 the one that tells of the end, 13 a file for how it ended (the shell itself has a word there for most
/// signals), 14 and 15 the other ends of 1 and 2, so that nothing is lost while no service is there. 16 and 17 where
/// the
/// service writes to the job: the writing end of 10, and the pipe that tells to close it. The program gets the first
/// three alone.
///
/// Only with job control does bash say of every signal that it was one: an exit code of 130 alone may be the program's
/// own.
///
/// It waits until the service has taken all output, or none has come for as long as sandboxes wait for it. Whoever
/// works in the project can end it, as everything else in there, and so spoil jobs of this project; nothing more.
final class JobShell {
    private static final String SCRIPT = """
            grace=$1 longest=$2 stdin=$3; shift 3
            exec 18>&2 2>&13 13>&-
            if [ "$stdin" = yes ]; then
              { exec 1>&- 10<&- 11<&- 12>&- 14<&- 15<&- 18>&-; read -r -t "$longest" -u 17 _; } &
              holder=$!
              exec 16>&- 17<&-
            fi
            set -m
            ( exec <&10 2>&18 10<&- 11<&- 12>&- 14<&- 15<&- 18>&-
              type -- "$1" >/dev/null 2>&1 && echo "$0 pid $BASHPID" >&2
              exec -- "$@" ) &
            job=$!
            wait $job; code=$?
            while [[ " $(jobs -sp) " == *"$job"* ]]; do sleep 0.2; wait $job; code=$?; done
            end=$EPOCHREALTIME
            set +m
            exec 1>&- 10<&- 18>&-
            printf 'exit %s %s\\n' "$code" "$end" >&2
            [ -n "$holder" ] && kill "$holder"
            echo >&12
            read -r -t "$grace" -u 11 _
            """;

    private JobShell() {}

    /// @param grace   how long sandboxes wait for a new service
    /// @param longest how long the job may run
    static List<String> around(List<String> program, String token, Duration grace, Duration longest, boolean stdin) {
        var command = new ArrayList<>(List.of(
                "bash",
                "-p",
                "-c",
                SCRIPT,
                token,
                Long.toString(grace.toSeconds() + 1),
                Long.toString(longest.toSeconds() + 1),
                stdin ? "yes" : "no"));
        command.addAll(program);
        return command;
    }
}
