package org.calque.messages.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists accounts, newest first. For administrators only.
///
/// Source: API v2, `admin/accounts`.
///
/// @param query  an account's id, or a part of an e-mail address, a name or a user name
/// @param banned only those that are banned, or only those that are not
/// @param admin  only administrators, or only others
/// @param after  go on after the account of this id
/// @param limit  at most so many; 100 when absent
public record AdminAccounts(
        String query,
        Boolean banned,
        Boolean admin,
        String after,
        @Allowed(from = 1, to = 1000) Long limit) implements Request {
    /// @param accounts none when nothing fits
    public record Listed(List<Found> accounts) implements Reply {}

    /// One account.
    ///
    /// @param name user name
    public record Found(
            UUID accountId,
            String emailAddress,
            String firstName,
            String lastName,
            String name,
            List<String> groups,
            boolean banned,
            Instant created,
            Instant lastActive) {}
}
