package org.calque.messages;

import java.util.Locale;

/// What a call does, as far as the limits of an API key are concerned. A key without scopes may do all that its owner
/// may; a key with scopes may make only calls of these.
public enum Scope {
    /// Looks at something and changes nothing.
    READ,
    /// Changes something.
    WRITE,
    /// Runs commands or code in a project.
    EXEC,
    /// Changes who may get in: keys, passwords, addresses, accounts; and all that only site administrators may.
    ADMIN,
    /// Needs no key at all, so no limit of a key can forbid it.
    OPEN;

    /// Its name in requests and replies, such as `read`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
