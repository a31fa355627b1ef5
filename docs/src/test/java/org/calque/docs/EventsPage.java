package org.calque.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.calque.messages.Scope;
import org.calque.reference.FieldInfo;
import org.calque.reference.Operation;
import org.calque.reference.Operation.Answer;
import org.calque.reference.Operation.Face;
import org.calque.reference.Reference;
import org.calque.reference.Reference.Part;

/// The reference as a page of this folder: a heading per event and path, with options, replies and tested cases.
final class EventsPage {
    private final Reference reference;
    private final StringBuilder text = new StringBuilder();

    EventsPage(Reference reference) {
        this.reference = reference;
    }

    String write() {
        for (var face : Face.values()) {
            text.append("## ").append(face.title()).append("\n\n");
            reference.of(face).forEach(this::entry);
        }
        text.append("## Parts of replies\n\n");
        reference.parts().forEach(this::part);
        return text.toString().stripTrailing() + "\n";
    }

    /// How an operation is headed.
    static String title(Operation operation) {
        return switch (operation.face()) {
            case V1, V2 -> "`" + operation.name() + "`";
            case STREAM -> "`" + operation.method() + " " + operation.name() + "`";
            case BRIDGE -> "`" + operation.path().substring("/api/conat/".length()) + " " + operation.name() + "`";
        };
    }

    private void entry(Operation operation) {
        text.append("### ").append(title(operation)).append("\n\n");
        text.append(operation.meaning()).append("\n\n");
        text.append(
                operation.owner() == null
                        ? "Declared, and answered by nobody.\n\n"
                        : "Answered by " + operation.owner() + "." + needed(operation.scope()) + "\n\n");
        if (operation.face() == Face.BRIDGE && !operation.fields().isEmpty()) {
            text.append(operation.takes()).append(":\n\n");
        }
        options(
                switch (operation.face()) {
                    case V1, STREAM -> "option";
                    case V2 -> "parameter";
                    case BRIDGE -> "field";
                },
                operation.fields());
        operation.answers().forEach(this::answer);
        operation.examples().stream()
                .filter(Operation.Example::succeeds)
                .findFirst()
                .ifPresent(it -> text.append("For example:\n\n```json\n")
                        .append(pretty(it.request()))
                        .append("\n```\n```json\n")
                        .append(pretty(it.reply()))
                        .append("\n```\n\n"));
        if (!operation.cases().isEmpty()) {
            text.append("Cases that are tested:\n\n");
            operation.cases().forEach(it -> text.append("- ").append(it).append('\n'));
            text.append('\n');
        }
    }

    private void options(String kind, List<FieldInfo> fields) {
        if (fields.isEmpty()) {
            return;
        }
        text.append("| ").append(kind).append(" | kind | default | meaning |\n|---|---|---|---|\n");
        for (var field : fields) {
            text.append("| `").append(field.name()).append("` | ").append(field.kind());
            text.append(" | ")
                    .append(field.required() ? "required" : field.standard() == null ? "" : code(field.standard()));
            text.append(" | ").append(cell(field.meaning())).append(" |\n");
        }
        text.append('\n');
    }

    private void answer(Answer answer) {
        if (answer.bare() != null) {
            text.append("Answered bare: ").append(answer.bare().words()).append(".\n\n");
            return;
        }
        text.append("Reply");
        text.append(answer.event() == null ? "" : " `" + answer.event() + "`");
        text.append(answer.meaning().isEmpty() ? ":" : ": " + answer.meaning()).append("\n\n");
        fields(answer.fields());
    }

    private void part(Part part) {
        text.append("### `").append(part.name()).append("`\n\n");
        text.append(part.meaning().isEmpty() ? "" : part.meaning() + "\n\n");
        fields(part.fields());
    }

    private void fields(List<FieldInfo> fields) {
        if (fields.isEmpty()) {
            return;
        }
        text.append("| field | kind | meaning |\n|---|---|---|\n");
        fields.forEach(it -> text.append("| `")
                .append(it.name())
                .append("` | ")
                .append(it.kind())
                .append(" | ")
                .append(cell(it.meaning()))
                .append(" |\n"));
        text.append('\n');
    }

    private static String needed(Scope scope) {
        return switch (scope) {
            case READ, WRITE, EXEC, ADMIN -> " An API key that has scopes needs `" + scope.wireName() + "`.";
            case OWNER -> " Not for an API key that has limits.";
            case OPEN, SELF -> "";
        };
    }

    private static String code(JsonNode value) {
        return "`" + value + "`";
    }

    private static String cell(String text) {
        return text.lines().collect(Collectors.joining(" ")).replace("|", "\\|");
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString().replace(" : ", ": ");
    }
}
