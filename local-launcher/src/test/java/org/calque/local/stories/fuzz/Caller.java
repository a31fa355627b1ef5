package org.calque.local.stories.fuzz;

import org.calque.local.stories.World.Person;

/// Who makes a call.
///
/// @param key    null for none
/// @param whose  whose things it names
record Caller(Kind kind, String key, Someone whose) {
    enum Kind {
        NOBODY,
        WRONG_KEY,
        OWNER,
        PROJECT_KEY,
        READ_KEY,
        OTHER,
        ADMINISTRATOR
    }

    /// Somebody with keys of several kinds and what replies have told them.
    record Someone(Person person, String projectKey, String readKey, Known known) {}
}
