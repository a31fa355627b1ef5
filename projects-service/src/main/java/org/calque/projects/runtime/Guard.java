package org.calque.projects.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The parent of a sandbox, outside of it: the kernel ends the sandbox when the guard ends, in whatever way.
///
/// It reads from a named pipe, the lifeline, that the service holds the other end of. When the service dies, the guard
/// waits for a while: a new service takes the lifeline up by a line of its own. When none does, the guard ends the
/// sandbox and clears away what it had. No process inside can see it, so none can hold it up. What leads out of the
/// sandbox is on a leash, descriptor 6, that the guard alone holds open.
final class Guard {
    /// Asks the guard to end the sandbox and itself.
    static final byte[] END = {'e', 'n', 'd', '\n'};

    /// Tells the guard that a new service holds the lifeline.
    static final byte[] TAKEN_UP = {'\n'};

    private static final String SCRIPT = """
            life=$1; grace=$2; note=$3; groups=$4; shift 4
            "$@" </dev/null &
            box=$!
            trap '' HUP INT QUIT TERM
            exec 3<&- 4<&- 5<&- 7<&- 8<&- 9<&- >/dev/null 2>&1
            finish() {
              exec 6<&-
              kill -9 $(cat "/proc/$box/task/$box/children") || kill -9 $box
              wait
            }
            while :; do
              while read -r word; do
                [ "$word" = end ] && { finish; exit; }
              done
              timeout "$grace" head -c 1 <> "$life" && continue
              finish
              IFS='
            '
              tries=0
              for group in $groups; do
                [ -e "$group/cgroup.kill" ] && echo 1 > "$group/cgroup.kill"
                while [ -d "$group" ] && [ $tries -lt 100 ]; do
                  rmdir "$group"/*/ "$group" || rmdir "$group" || { tries=$((tries+1)); sleep 0.1; }
                done
                rmdir "${group%/*}"
              done
              rm -f "$note" "$life" "${life%/*}/leash"
              exit
            done
            """;

    private Guard() {}

    /// Runs `sandbox`, with the read end of the lifeline as descriptor 0.
    ///
    /// @param grace  how long a new service may take to come
    /// @param groups to remove when none has come
    static List<String> around(List<String> sandbox, StateFolder.Entry entry, Duration grace, List<Path> groups) {
        var command = new ArrayList<>(List.of(
                Tools.SHELL,
                "-c",
                SCRIPT,
                "calque-guard",
                entry.lifeline().toString(),
                Double.toString(grace.toMillis() / 1000.0),
                entry.noteFile().toString(),
                groups.stream().map(Path::toString).collect(Collectors.joining("\n"))));
        command.addAll(sandbox);
        return command;
    }
}
