package org.calque.projects.publicpaths;

import static org.calque.messages.Outcome.refused;

import java.util.Optional;
import java.util.regex.Pattern;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// What the calls about one public path check first, in this order.
final class PublicPathIds {
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
    private static final int LONGEST_SHOWN = 100;

    private PublicPathIds() {}

    /// @param notSignedIn the words for somebody who has no account
    static Optional<Outcome> refusal(String id, Caller caller, String notSignedIn) {
        if (id == null || id.isEmpty()) {
            return Optional.of(refused(Reason.INVALID, "must specify id of public path"));
        }
        if (!caller.isAccount()) {
            return Optional.of(refused(Reason.UNAUTHENTICATED, notSignedIn));
        }
        return SHA1.matcher(id).matches()
                ? Optional.empty()
                : Optional.of(refused(Reason.INVALID, "invalid public path id " + shortened(id)));
    }

    private static String shortened(String id) {
        return id.length() <= LONGEST_SHOWN ? id : id.substring(0, LONGEST_SHOWN) + "…";
    }
}
