package org.calque.kit;

/// A part of the system that this one needs did not answer; the message says which and is shown to the client.
public final class Unavailable extends RuntimeException {
    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
