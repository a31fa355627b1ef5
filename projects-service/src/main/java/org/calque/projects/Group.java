package org.calque.projects;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an account is in a project.
public enum Group {
    OWNER,
    COLLABORATOR,
    VIEWER;

    /// Its name in `users` and in the database.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The group in this column; null for none.
    public static Group ofColumn(String wireName) {
        return wireName == null ? null : valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    public boolean mayWrite() {
        return this != VIEWER;
    }
}
