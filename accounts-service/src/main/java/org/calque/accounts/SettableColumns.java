package org.calque.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// The columns of an account that its owner may set through the query language.
final class SettableColumns {
    enum Kind {
        TEXT("a string"),
        INTEGER("an integer"),
        FLAG("true or false"),
        TEXTS("a list of strings"),
        MAP("an object");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean holds(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isTextual();
                case INTEGER -> value.canConvertToInt() && value.canConvertToExactIntegral();
                case FLAG -> value.isBoolean();
                case MAP -> value.isObject();
                case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            };
        }
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("name", Kind.TEXT),
            Map.entry("first_name", Kind.TEXT),
            Map.entry("last_name", Kind.TEXT),
            Map.entry("editor_settings", Kind.MAP),
            Map.entry("other_settings", Kind.MAP),
            Map.entry("terminal", Kind.MAP),
            Map.entry("autosave", Kind.INTEGER),
            Map.entry("evaluate_key", Kind.TEXT),
            Map.entry("font_size", Kind.INTEGER),
            Map.entry("profile", Kind.MAP),
            Map.entry("ssh_keys", Kind.MAP),
            Map.entry("sign_up_usage_intent", Kind.TEXT),
            Map.entry("unlisted", Kind.FLAG),
            Map.entry("tags", Kind.TEXTS),
            Map.entry("tours", Kind.TEXTS),
            Map.entry("email_daily_statements", Kind.FLAG),
            Map.entry("auto_balance", Kind.MAP));

    private SettableColumns() {}

    /// What a column holds; null when it may not be set.
    static Kind kindOf(String column) {
        return KINDS.get(column);
    }
}
