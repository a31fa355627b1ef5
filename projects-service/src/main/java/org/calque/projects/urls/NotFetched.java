package org.calque.projects.urls;

/// A file of the web could not be fetched; the message is for the caller.
final class NotFetched extends Exception {
    private static final long serialVersionUID = 1L;

    NotFetched(String message) {
        super(message, null, false, false);
    }
}
