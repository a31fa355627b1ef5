package org.calque.messages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The two endpoints of the bridge: a function belongs to one of them.
public enum Face {
    /// `POST /api/conat/hub`: functions of the site, for an account.
    HUB,
    /// `POST /api/conat/project`: functions of one project, which is started first; for an account or the project's
    /// own key.
    PROJECT;

    /// The endpoint of this last part of its path.
    public static Optional<Face> named(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName().equals(wireName))
                .findFirst();
    }

    /// The last part of the endpoint's path, such as `hub`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
