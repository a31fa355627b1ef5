package org.calque.local.admin;

/// Why a command ends without having done what it was asked for. The message is all that is shown.
final class Failure extends RuntimeException {
    /// The system said no, or nothing.
    static final int REFUSED = 1;
    /// The command was not understood.
    static final int USAGE = 2;
    /// The audit log is broken.
    static final int BROKEN = 3;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
