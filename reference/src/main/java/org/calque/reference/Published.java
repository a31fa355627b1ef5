package org.calque.reference;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The forms of the reference that are given out as they are.
public enum Published {
    OPENAPI(OpenApi.RESOURCE),
    MESSAGES(MessageReference.RESOURCE);

    private final String resource;

    Published(String resource) {
        this.resource = resource;
    }

    /// JSON, as it was written when Calque was built.
    public byte[] json() {
        try (var json = Published.class.getResourceAsStream(resource)) {
            return json.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
