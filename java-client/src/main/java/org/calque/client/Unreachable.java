package org.calque.client;

/// No answer came. Unless the call was a safe one, what was asked for may have happened.
public final class Unreachable extends CalqueException {
    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
