package org.calque.projects.runtime;

/// No workspace can be had. The message is one sentence for the caller: why, and what helps.
public final class RuntimeUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuntimeUnavailable(String message) {
        super(message);
    }

    public RuntimeUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
