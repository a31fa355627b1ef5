package org.calque.messages.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Reads the audit log: who did what to whose account. Newest first, unless it is read on from an entry by `after`.
/// For administrators only.
///
/// Source: API v2, `admin/audit`.
///
/// @param since     entries of this time or later: `2026-11-21T08:00:00Z`, or a day
/// @param until     entries before this time
/// @param accountId entries of what this account did, and of what was done to it
/// @param event     entries of this event, such as `sign_in_failed`
/// @param after     entries that follow the one of this number, oldest first
/// @param before    entries that precede the one of this number, newest first
/// @param limit     at most so many entries; 100 when absent
public record AdminAudit(
        String since,
        String until,
        String accountId,
        String event,
        Long after,
        Long before,
        @Allowed(from = 1, to = 1000) Long limit)
        implements Request {
    /// @param entries none when nothing fits
    public record Entries(List<Entry> entries) implements Reply {}

    /// One deed.
    ///
    /// @param seq          its number in the log; there are no gaps
    /// @param actorKind    `account`, `project`, `nobody`, `service`, or `system` for what happens by itself
    /// @param actor        the account or project that did it
    /// @param keyId        names the key or session with which it was done
    /// @param target       the account that it was done to
    /// @param address      of the client
    /// @param requestId    under which the logs of the services tell more
    /// @param details      what else is known; never a secret
    /// @param previousHash hash of the entry before, 64 hexadecimal digits
    /// @param hash         hash of this entry
    public record Entry(
            long seq,
            Instant time,
            String event,
            String actorKind,
            UUID actor,
            String keyId,
            UUID target,
            String address,
            String requestId,
            JsonNode details,
            String previousHash,
            String hash) {}
}
