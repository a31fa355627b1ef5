package org.calque.messages;

import java.util.Locale;

/// What a call does, as far as the limits of an API key are concerned. A key without scopes may do all that its owner
/// may; a key with scopes may make only calls of these. See [Limits].
public enum Scope {
    /// Looks at something and changes nothing.
    READ,
    /// Changes something.
    WRITE,
    /// Runs commands or code in a project.
    EXEC,
    /// Changes who may get in: accounts, bans, tokens for registration; and all that only site administrators may. A
    /// key
    /// that has limits needs this scope by name, and must not be limited to projects.
    ADMIN,
    /// Lets somebody in as the owner or more: sign-in tokens, passwords, addresses, rights. No scope of a limited key
    /// is
    /// enough, or it could shed its limits.
    OWNER,
    /// Concerns the key itself. A limited key may call it; the handler says what it may do there.
    SELF,
    /// Needs no key at all, so no limit of a key can forbid it.
    OPEN;

    /// Its name in requests and replies, such as `read`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
