package org.calque.messages;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.calque.messages.Tool.Behind;
import org.calque.messages.Tool.Effect;

/// A row of the table of tools, as [Tool] writes it.
///
/// @param name        what assistants call it by
/// @param title       what people see
/// @param description what it does, for an assistant that chooses among tools
/// @param behind      the operation that a call reaches
/// @param required    parameters without which a call is refused
/// @param optional    parameters that may be left out
/// @param arguments   how parameters become the fields of the operation
/// @param words       what a parameter means, where the operation's own words would mislead
/// @param kinds       what a parameter holds, where the operation takes more than the tool does
/// @param list        the name under which a bare list is answered, since tools answer objects; null for all others
/// @param effects     what a call may do
record ToolRow(
        String name,
        String title,
        String description,
        Behind behind,
        List<String> required,
        List<String> optional,
        Arguments arguments,
        Map<String, String> words,
        Map<String, Options.Kind> kinds,
        String list,
        Set<Effect> effects) {

    static ToolRow tool(String name, String title, Behind behind, String description) {
        return new ToolRow(
                name,
                title,
                description,
                behind,
                List.of(),
                List.of(),
                Arguments.OBJECT,
                Map.of(),
                Map.of(),
                null,
                Set.of());
    }

    /// What every call must give.
    ToolRow must(String... names) {
        return parameters(List.of(names), optional);
    }

    /// What a call may give.
    ToolRow may(String... names) {
        return parameters(required, List.of(names));
    }

    /// The tool calls the field `ours` by the name `theirs`.
    ToolRow renaming(String theirs, String ours) {
        return taking(arguments.renaming(theirs, ours));
    }

    /// A field that is left out is this text.
    ToolRow filling(String field, String text) {
        return taking(arguments.filling(field, text));
    }

    /// What this parameter means here. The default of the field is then not told beside it.
    ToolRow saying(String parameter, String meaning) {
        return new ToolRow(
                name,
                title,
                description,
                behind,
                required,
                optional,
                arguments,
                with(words, parameter, meaning),
                kinds,
                list,
                effects);
    }

    /// The operation takes any value here, the tool only one of this kind.
    ToolRow holding(Options.Kind kind, String parameter) {
        return new ToolRow(
                name,
                title,
                description,
                behind,
                required,
                optional,
                arguments,
                words,
                with(kinds, parameter, kind),
                list,
                effects);
    }

    ToolRow listing(String field) {
        return new ToolRow(
                name, title, description, behind, required, optional, arguments, words, kinds, field, effects);
    }

    /// What a call may do; without this it changes something that was not there before, anew each time.
    ToolRow effects(Effect... more) {
        var all = EnumSet.noneOf(Effect.class);
        all.addAll(List.of(more));
        return new ToolRow(
                name, title, description, behind, required, optional, arguments, words, kinds, list, Set.copyOf(all));
    }

    List<String> parameters() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }

    private ToolRow parameters(List<String> must, List<String> may) {
        return new ToolRow(
                name,
                title,
                description,
                behind,
                List.copyOf(must),
                List.copyOf(may),
                arguments,
                words,
                kinds,
                list,
                effects);
    }

    private ToolRow taking(Arguments other) {
        return new ToolRow(name, title, description, behind, required, optional, other, words, kinds, list, effects);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        var more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
