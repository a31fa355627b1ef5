package org.calque.reference;

import com.fasterxml.jackson.databind.JsonNode;

/// One field of a request or a reply.
///
/// @param name     on the wire
/// @param required in a request: it is refused without; in a reply: it is always there
/// @param nullable in a reply: it may be null, not only absent
/// @param unit     what a number counts; null where type or name says so
/// @param standard what is meant when a request does not have it; null when nothing is
public record FieldInfo(
        String name,
        FieldType type,
        boolean required,
        boolean nullable,
        String unit,
        JsonNode standard,
        String meaning) {}
