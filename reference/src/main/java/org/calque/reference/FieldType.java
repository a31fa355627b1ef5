package org.calque.reference;

import org.calque.messages.Options;

/// What a field holds.
///
/// @param of   of lists and maps, what each value is; else null
/// @param part the name of the record of a part; else null
/// @param gaps of lists, whether null may stand for what is not there
public record FieldType(Kind kind, FieldType of, String part, boolean gaps) {
    public enum Kind {
        TEXT("a string", "strings"),
        UUID("a UUID", "UUIDs"),
        TIME("a time", "times"),
        INTEGER("an integer", "integers"),
        NUMBER("a number", "numbers"),
        FLAG("true or false", "flags"),
        LIST("a list", "lists"),
        MAP("an object", "objects"),
        PART("an object", "objects"),
        ANY("any JSON value", "values"),
        NOTHING("null", "nulls");

        private final String one;
        private final String many;

        Kind(String one, String many) {
            this.one = one;
            this.many = many;
        }
    }

    static FieldType of(Kind kind) {
        return new FieldType(kind, null, null, false);
    }

    /// What an option of a request holds, as far as its kind tells.
    static FieldType of(Options.Kind kind) {
        return switch (kind) {
            case TEXT -> of(Kind.TEXT);
            case INTEGER -> of(Kind.INTEGER);
            case NUMBER -> of(Kind.NUMBER);
            case FLAG -> of(Kind.FLAG);
            case TEXTS -> listOf(of(Kind.TEXT));
            case OBJECT -> mapOf(of(Kind.ANY));
            case ANY -> of(Kind.ANY);
        };
    }

    static FieldType listOf(FieldType each) {
        return new FieldType(Kind.LIST, each, null, false);
    }

    FieldType withGaps() {
        return new FieldType(kind, of, part, true);
    }

    static FieldType mapOf(FieldType each) {
        return new FieldType(Kind.MAP, each, null, false);
    }

    static FieldType part(String name) {
        return new FieldType(Kind.PART, null, name, false);
    }

    /// The type in words, as pages for people say it.
    public String words() {
        return switch (kind) {
            case LIST -> "a list of " + of.many() + (gaps ? " and nulls" : "");
            case MAP -> of.kind == Kind.ANY ? kind.one : "an object, each value " + of.words();
            case PART -> "`" + part + "`";
            default -> kind.one;
        };
    }

    private String many() {
        return switch (kind) {
            case PART -> "`" + part + "`";
            default -> kind.many;
        };
    }
}
