package org.calque.copies;

/// The sandbox of a copy was killed: by itself, because its lease was not renewed, or by the system for want of
/// memory.
final class SandboxKilled extends Exception {
    private static final long serialVersionUID = 1L;

    SandboxKilled() {
        super("the sandbox was killed", null, false, false);
    }
}
