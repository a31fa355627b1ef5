package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.calque.local.stories.fuzz.Caller.Kind;
import org.calque.local.stories.fuzz.Caller.Someone;

/// Puts ids into a request: mostly those of the caller's own things, sometimes those of others and of nothing.
final class Names {
    private static final Pattern NAMED = Pattern.compile("\\{\\{([^{}]+)}}");

    private final Caller caller;
    private final Someone other;
    private final Hermit hermit;
    private final Random random;

    Names(Caller caller, Someone other, Hermit hermit, Random random) {
        this.caller = caller;
        this.other = other;
        this.hermit = hermit;
        this.random = random;
    }

    ObjectNode in(ObjectNode request) {
        request.properties().forEach(it -> it.setValue(named(it.getKey(), it.getValue())));
        return request;
    }

    private JsonNode named(String field, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> in(object);
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, named(field.replaceFirst("s$", ""), list.get(i)));
                }
                yield list;
            }
            case TextNode text when NAMED.matcher(text.asText()).matches() -> id(field, text.asText());
            case TextNode text
            when NAMED.matcher(text.asText()).find() ->
                new TextNode(NAMED.matcher(text.asText())
                        .replaceAll(it ->
                                Matcher.quoteReplacement(id("", it.group()).asText())));
            default -> !value.isNull() && Known.isId(field) && random.nextInt(4) == 0 ? id(field, "") : value;
        };
    }

    /// @param name as a scenario has it, with its braces
    private JsonNode id(String field, String name) {
        var own = caller.whose().person();
        return switch (name.replaceAll("[{}]", "")) {
            case "ada" -> text(own.accountId());
            case "ada's email" -> text(own.email());
            case "ada's password" -> text(own.password());
            case "ada's project" -> text(own.projectId());
            case "grace" -> text(other.person().accountId());
            case "grace's email" -> text(other.person().email());
            case "grace's project" -> text(other.person().projectId());
            case "alan" -> text(isAdministrator() ? own.accountId() : hermit.accountId());
            case "alan's project" -> text(isAdministrator() ? own.projectId() : hermit.projectId());
            default -> id(field.replaceFirst("^(src|target|other|my)_", ""));
        };
    }

    private JsonNode id(String field) {
        int draw = random.nextInt(10);
        var known = draw < 6 || isAdministrator() ? caller.whose().known() : draw < 8 ? hermit.known() : other.known();
        return draw == 9
                ? text(new UUID(random.nextLong(), random.nextLong()).toString())
                : known.any(field, random).orElse(text("no " + field));
    }

    private boolean isAdministrator() {
        return caller.kind() == Kind.ADMINISTRATOR;
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
