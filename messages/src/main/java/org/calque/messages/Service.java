package org.calque.messages;

/// The services that answer events and routes.
public enum Service {
    GATEWAY,
    ACCOUNTS,
    PROJECTS,
    QUERY,
    COPY,
    BILLING,
    ASSISTANT,
    /// Nobody answers: the name is declared, as the reply of another event.
    NOBODY;

    /// Its name in settings, metrics and logs.
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
