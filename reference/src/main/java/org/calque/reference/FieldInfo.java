package org.calque.reference;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Bounds;

/// One field of a request or a reply.
///
/// @param name     on the wire
/// @param required in a request: it is refused without; in a reply: it is always there
/// @param nullable in a reply: it may be null, not only absent
/// @param unit     what a number counts; null where type or name says so
/// @param standard what is meant when a request does not have it; null when nothing is
/// @param bounds   what a value may be, beyond its type; null for any
public record FieldInfo(
        String name,
        FieldType type,
        boolean required,
        boolean nullable,
        String unit,
        JsonNode standard,
        String meaning,
        Bounds bounds) {

    /// The type, unit and bounds in words, as pages for people say them.
    public String kind() {
        var bound = bounds == null ? "" : bounds.words();
        return type.words()
                + (unit == null ? "" : ", in " + unit)
                + (bound.isEmpty() ? "" : ", " + bound)
                + (nullable ? ", or null" : "");
    }

    /// The same by another name.
    FieldInfo named(String other) {
        return new FieldInfo(other, type, required, nullable, unit, standard, meaning, bounds);
    }

    /// The same in other words.
    FieldInfo saying(String words) {
        return new FieldInfo(name, type, required, nullable, unit, standard, words, bounds);
    }

    /// What holds for this field and for another one of its name.
    FieldInfo or(FieldInfo other) {
        var common = type.equals(other.type) ? type : FieldType.of(FieldType.Kind.ANY);
        return new FieldInfo(
                name, common, required && other.required, nullable || other.nullable, unit, standard, meaning, bounds);
    }

    /// The same, which need not be there.
    public FieldInfo optional() {
        return new FieldInfo(name, type, false, nullable, unit, standard, meaning, bounds);
    }

    /// The same, with a value for when it is left out.
    FieldInfo standingFor(JsonNode value, String words) {
        return new FieldInfo(name, type, false, nullable, unit, value, words, bounds);
    }
}
