package org.calque.local;

/// Something that the person at the terminal can put right. The message is all that is shown.
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    Complaint(String message) {
        super(message);
    }

    Complaint(String message, Throwable cause) {
        super(message, cause);
    }
}
