package org.calque.reference;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.messages.Answer;
import org.calque.messages.Arguments;
import org.calque.messages.Face;
import org.calque.messages.Function;
import org.calque.reference.FieldType.Kind;

/// What a function of the bridge takes and answers, from what the operation behind it does.
final class Functions {
    private static final String PROJECT = "project_id";
    private static final String ACCOUNT = "account_id";

    private Functions() {}

    /// The fields as the bridge calls them. The project of a function stands beside its arguments.
    static List<FieldInfo> fields(Function function, List<FieldInfo> fields) {
        var arguments = function.arguments();
        var theirs = arguments.renamed().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        var asked = fields.stream()
                .filter(it -> function.face() == Face.HUB || !it.name().equals(PROJECT))
                .filter(it -> arguments.form() != Arguments.Form.OBJECT
                        || !it.name().equals(ACCOUNT)
                        || theirs.containsKey(ACCOUNT))
                .map(it -> completed(arguments, it))
                .flatMap(it -> named(it, theirs.get(it.name())))
                .toList();
        return arguments.form() == Arguments.Form.POSITIONS ? inOrder(arguments.positions(), asked) : asked;
    }

    /// A field that the bridge calls otherwise has both names.
    private static Stream<FieldInfo> named(FieldInfo field, String theirs) {
        if (theirs == null) {
            return Stream.of(field);
        }
        var alias = field.optional().saying("the same as `" + theirs + "`, which wins");
        return field.name().equals(ACCOUNT) ? Stream.of(field.named(theirs)) : Stream.of(field.named(theirs), alias);
    }

    private static List<FieldInfo> inOrder(List<String> positions, List<FieldInfo> fields) {
        return positions.stream()
                .flatMap(name -> fields.stream().filter(it -> it.name().equals(name)))
                .toList();
    }

    private static FieldInfo completed(Arguments arguments, FieldInfo field) {
        var filled = arguments.filled().get(field.name());
        if (filled != null) {
            return field.standingFor(TextNode.valueOf(filled), field.meaning());
        }
        var other = arguments.alike().get(field.name());
        return other == null
                ? field
                : field.standingFor(
                        field.standard(),
                        (field.meaning().isBlank() ? "" : field.meaning() + "; ") + "`" + other + "` when left out");
    }

    /// What is answered of these replies.
    static List<Operation.Answer> answers(Function function, List<Operation.Answer> replies) {
        return switch (function.answer()) {
            case Answer.Whole() -> replies;
            case Answer.Nothing() -> List.of(bare("Nothing", "", FieldType.of(Kind.NOTHING)));
            case Answer.Field(String name) -> {
                var told = replies.stream()
                        .flatMap(it -> it.fields().stream())
                        .filter(it -> it.name().equals(name))
                        .map(it -> bare(name, it.meaning(), it.type()))
                        .distinct();
                var untold = replies.stream()
                        .anyMatch(it -> it.fields().stream()
                                .noneMatch(field -> field.name().equals(name)));
                yield Stream.concat(
                                told,
                                untold ? Stream.of(bare("Nothing", "", FieldType.of(Kind.NOTHING))) : Stream.empty())
                        .toList();
            }
            case Answer.PathOf(String name) ->
                List.of(bare("Path", "the path of the " + name + ", below the site", FieldType.of(Kind.TEXT)));
            case Answer.Repeated(String name) -> {
                var field =
                        new FieldInfo(name, FieldType.of(Kind.ANY), true, false, null, null, "as it was given", null);
                yield List.of(new Operation.Answer("Repeated", null, "", List.of(field), null));
            }
        };
    }

    private static Operation.Answer bare(String name, String meaning, FieldType type) {
        return new Operation.Answer(name, null, meaning, List.of(), type);
    }
}
