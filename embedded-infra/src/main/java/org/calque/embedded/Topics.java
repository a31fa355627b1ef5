package org.calque.embedded;

import java.util.List;

/// The Kafka topics of Calque: one for each owner of facts, and `keys` for keys that no longer count.
public final class Topics {
    public static final List<String> ALL = List.of("accounts", "keys", "projects", "copies", "billing");

    private Topics() {}
}
