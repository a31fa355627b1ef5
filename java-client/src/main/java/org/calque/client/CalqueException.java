package org.calque.client;

/// Any failure of a call.
public sealed class CalqueException extends RuntimeException permits Refused, Unreachable {
    CalqueException(String message, Throwable cause) {
        super(message, cause);
    }
}
