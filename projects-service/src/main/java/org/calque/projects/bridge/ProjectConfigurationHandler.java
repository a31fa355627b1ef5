package org.calque.projects.bridge;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.bridge.ProjectConfiguration;
import org.calque.messages.bridge.ProjectConfiguration.Found;

@ApplicationScoped
class ProjectConfigurationHandler implements Handler<ProjectConfiguration> {
    /// By the name of a capability, the program that makes it.
    private static final Map<String, String> MAIN = new LinkedHashMap<>(Map.of(
            "latex", "latexmk",
            "pandoc", "pandoc",
            "pdf2svg", "pdf2svg",
            "sage", "sage",
            "spellcheck", "aspell",
            "rmd", "R",
            "qmd", "quarto",
            "octave", "octave",
            "vscode", "code-server",
            "x11", "xpra"));

    private static final Map<String, String> X11 = Map.of("x11", "xpra");

    private final Inside inside;
    private final Clock clock;

    ProjectConfigurationHandler(Inside inside, Clock clock) {
        this.inside = inside;
        this.clock = clock;
    }

    @Override
    public Outcome handle(ProjectConfiguration request, Caller caller) {
        return look(request, "x11".equals(request.aspect()) ? X11 : MAIN, caller);
    }

    private Outcome look(ProjectConfiguration request, Map<String, String> programs, Caller caller) {
        var script = programs.values().stream()
                .sorted()
                .map(it -> "command -v " + it + " >/dev/null && echo " + it)
                .collect(Collectors.joining("\n", "", "\necho \"$HOME\""));
        return inside.script(caller, request.projectId(), script, output -> {
            List<String> lines = output.stdout().lines().toList();
            var capabilities = new LinkedHashMap<String, Object>();
            programs.keySet().stream().sorted().forEach(it -> capabilities.put(it, lines.contains(programs.get(it))));
            capabilities.put("jupyter", false);
            capabilities.put("homeDirectory", lines.isEmpty() ? "" : lines.getLast());
            return done(new Found(clock.instant(), capabilities));
        });
    }
}
