package org.calque.gateway.pages;

/// Ends a page with another one that says why. Surprises nobody, so it has no stack trace.
public final class NotShown extends RuntimeException {
    private final int status;
    private final String title;

    public NotShown(int status, String title, String text) {
        super(text, null, false, false);
        this.status = status;
        this.title = title;
    }

    /// What people who look for what is not there get, and those who may not know that it is there.
    public static NotShown nothingHere() {
        return new NotShown(404, "There is nothing here", "The address may be mistyped, or what was here has gone.");
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
