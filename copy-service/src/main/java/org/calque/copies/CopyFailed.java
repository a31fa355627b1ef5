package org.calque.copies;

/// Why a copy failed, in words for the client.
final class CopyFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CopyFailed(String message) {
        super(message, null, false, false);
    }
}
