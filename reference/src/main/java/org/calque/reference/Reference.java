package org.calque.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.calque.messages.Json;

/// All that can be called, as the catalogue has it: read from the tables and records of `messages` when Calque is
/// built. The OpenAPI description, the pages for people and the message reference are views of it.
///
/// @param operations in the order of the tables
/// @param parts      the records that fields and bare answers hold, by name
public record Reference(List<Operation> operations, List<Part> parts) {
    static final String RESOURCE = "/reference/model.json";

    /// An object inside a reply.
    ///
    /// @param name of the record, with that of the request it is nested in
    public record Part(String name, String meaning, List<FieldInfo> fields) {}

    /// As it was written into the jar when Calque was built.
    public static Reference built() {
        try (var json = Reference.class.getResourceAsStream(RESOURCE)) {
            return Json.MAPPER.readValue(json, Reference.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /// What this face offers.
    public List<Operation> of(Operation.Face face) {
        return operations.stream().filter(it -> it.face() == face).toList();
    }
}
