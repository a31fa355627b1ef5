package org.calque.local.admin;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `./calque admin`: what an administrator does from the command line, all of it through the API.
public final class Admin {
    private static final List<Command> COMMANDS = Stream.of(
                    AccountCommands.all(), SiteCommands.all(), AuditCommands.all())
            .flatMap(List::stream)
            .toList();

    private final Map<String, String> environment;
    private final Path keyFile;
    private final PrintStream out;
    private final PrintStream err;

    /// @param keyFile where the key of the system on this machine is
    public Admin(Map<String, String> environment, Path keyFile, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.keyFile = keyFile;
        this.out = out;
        this.err = err;
    }

    /// Does what the words say.
    ///
    /// @return the exit code: 0, 1 when the system refuses or does not answer, 2 for a command that is not
    ///         understood, 3 when the audit log is broken
    public int run(List<String> words) {
        if (words.isEmpty() || List.of("help", "--help", "-h").contains(words.getFirst())) {
            out.print(help());
            return 0;
        }
        try {
            var rest = new ArrayList<>(words);
            var json = rest.removeIf("--json"::equals);
            var command = named(rest);
            var given = command.parse(rest.subList(command.name().split(" ").length, rest.size()));
            command.action().run(given, new Session(Api.of(environment, keyFile), json, out));
            return 0;
        } catch (Failure failure) {
            err.println("calque: " + failure.getMessage());
            return failure.exitCode();
        }
    }

    /// The longest name that the words begin with.
    private static Command named(List<String> words) {
        return COMMANDS.stream()
                .filter(command -> startsWith(words, List.of(command.name().split(" "))))
                .max(Comparator.comparing(command -> command.name().length()))
                .orElseThrow(() -> new Failure(
                        Failure.USAGE,
                        "admin does not know " + String.join(" ", words) + "; ./calque admin help says what it can"));
    }

    private static boolean startsWith(List<String> words, List<String> name) {
        return words.size() >= name.size() && words.subList(0, name.size()).equals(name);
    }

    private static String help() {
        var help =
                new StringBuilder("./calque admin COMMAND, as the administrator whose key `./calque key` prints\n\n");
        for (var command : COMMANDS) {
            help.append("  ")
                    .append(command)
                    .append("\n      ")
                    .append(command.help())
                    .append('\n');
        }
        return help.append("""

                --json            print what the system answers, for programs
                CALQUE_URL        another system, such as https://calque.example.org, together with
                CALQUE_API_KEY    the key of one of its administrators

                Ends with 0; 1 when it is refused or nothing answers; 2 when the command is not understood; 3 when the
                audit log is broken.
                """).toString();
    }
}
