package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// The checks that all calls about webhooks have in common. Of the webhooks of others nobody hears.
@ApplicationScoped
class WebhookDoor {
    static final String NOT_FOUND = "webhook_id not found";

    private final Signatures signatures;

    WebhookDoor(Signatures signatures) {
        this.signatures = signatures;
    }

    /// What an account does.
    interface Deed {
        Outcome by(UUID account) throws SQLException;
    }

    /// What is done with an id.
    interface DeedTo {
        Outcome to(UUID account, UUID id) throws SQLException;
    }

    Outcome open(Caller caller, Deed deed) {
        if (!caller.isAccount() && !caller.isProject()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (caller.limits().projects() != null) {
            return refused(Reason.FORBIDDEN, "webhooks are not for an API key that is limited to projects");
        }
        if (!signatures.arePossible()) {
            return refused(
                    Reason.NOT_OFFERED,
                    "webhooks are not set up on this server (setting calque.copies.webhooks.key-file)");
        }
        try {
            return deed.by(caller.id());
        } catch (SQLException failure) {
            throw new Unavailable("webhooks cannot be reached now; try again soon", failure);
        }
    }

    /// @param option where the id stands
    Outcome open(String id, String option, Caller caller, DeedTo deed) {
        return Uuids.parse(id)
                .map(it -> open(caller, account -> deed.to(account, it)))
                .orElseGet(() -> refused(Reason.INVALID, option + " must be a valid uuid"));
    }
}
