package org.calque.projects.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The shell outside of the sandbox that starts a job, waits for it, and tells how it ended; it outlives the service.
///
/// Its descriptors: 0 and 3 to 9 the namespaces, 1 and 13 the pipes that the job writes to, 2 a file for how it ended
/// (the shell itself has a word there for most signals), 10 what the job reads, 11 the pipe that the service answers
/// in, 12 the one that tells of the end,
/// 14 and 15 the other ends of 1 and 13, so that nothing is lost while no service is there. 16 and 17 where the service
/// writes to the job: the writing end of 10, and the pipe that tells to close it.
///
/// It waits until the service has taken all output, or none has come for as long as sandboxes wait for it.
final class JobRunner {
    static final int DESCRIPTORS = 16;

    private static final String SCRIPT = """
            grace=$1 longest=$2 stdin=$3; shift 3
            if [ "$stdin" = yes ]; then
              { exec 0<&- 1>&- 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&- 10<&- 11<&- 12>&- 13>&- 14<&- 15<&-
                read -r -t "$longest" -u 17 _; } &
              holder=$!
              exec 16>&- 17<&-
            fi
            "$@" 2>&13 11<&- 12>&- 13>&- 14<&- 15<&-
            code=$? end=$EPOCHREALTIME
            exec 0<&- 1>&- 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&- 10<&- 13>&-
            [ -n "$holder" ] && kill "$holder"
            printf 'exit %s %s\\n' "$code" "$end" >&2
            echo >&12
            read -r -t "$grace" -u 11 _
            """;

    private JobRunner() {}

    static List<String> around(List<String> passage, String bash, Duration grace, Duration longest, boolean stdin) {
        var command = new ArrayList<>(List.of(
                bash,
                "-c",
                SCRIPT,
                "calque-job",
                Long.toString(grace.toSeconds() + 1),
                Long.toString(longest.toSeconds() + 1),
                stdin ? "yes" : "no"));
        command.addAll(passage);
        return command;
    }
}
