package org.calque.accounts.admin;

import java.util.Optional;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// What everybody but administrators is told.
public final class AdminsOnly {
    private AdminsOnly() {}

    /// @param deed what only administrators can, such as `ban users`
    public static Optional<Outcome> refusal(Caller caller, String deed) {
        if (caller.isNobody()) {
            return Optional.of(Outcome.refused(Reason.UNAUTHENTICATED, "must be signed in"));
        }
        return caller.isAdmin()
                ? Optional.empty()
                : Optional.of(Outcome.refused(Reason.FORBIDDEN, "only admins can " + deed));
    }
}
