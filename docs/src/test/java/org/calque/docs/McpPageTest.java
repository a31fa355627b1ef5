package org.calque.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.calque.messages.Scope;
import org.calque.messages.Tool;
import org.calque.messages.Tool.Behind;
import org.junit.jupiter.api.Test;

class McpPageTest {
    @Test
    void thePageHasEveryToolAsItsTableSays() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| tool | does | takes | is | scope |");
        lines.add("|---|---|---|---|---|");
        for (var tool : Tool.values()) {
            lines.add("| `%s` | %s | %s | %s | %s |"
                    .formatted(tool.wireName(), firstSentence(tool), parameters(tool), behind(tool), scope(tool)));
        }
        new Page("mcp.md").mustSay(String.join("\n", lines) + "\n");
    }

    private static String firstSentence(Tool tool) {
        return tool.description().split("(?<=[.;:]) ")[0].replaceAll("[.;:]$", "");
    }

    private static String parameters(Tool tool) {
        return tool.parameters().stream()
                .map(it -> tool.requires(it) ? "**`" + it + "`**" : "`" + it + "`")
                .collect(Collectors.joining(", "));
    }

    private static String behind(Tool tool) {
        return switch (tool.behind()) {
            case Behind.OfEvent(var event) -> "v1 `" + event.wireName() + "`";
            case Behind.OfRoute(var route) -> "v2 `" + route.path() + "`";
            case Behind.TheGateway() -> "";
        };
    }

    private static String scope(Tool tool) {
        return tool.scope() == Scope.SELF ? "" : "`" + tool.scope().wireName() + "`";
    }
}
