package org.calque.accounts.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;

/// Who may do what with an organization.
@ApplicationScoped
class Walls {
    private final OrganizationRows rows;

    Walls(OrganizationRows rows) {
        this.rows = rows;
    }

    /// @param words what everybody but a site administrator is told
    void siteAdminsOnly(Caller caller, String words) throws Refusal {
        signedIn(caller);
        if (!caller.isAdmin()) {
            throw Refusal.forbidden(words);
        }
    }

    /// Only administrators of the organization of this name, and those of the site.
    void adminsOnly(Caller caller, String name) throws Refusal {
        signedIn(caller);
        if (!caller.isAdmin() && !administers(caller, name)) {
            throw Refusal.forbidden("user must be an admin of the organization or site-admin");
        }
    }

    static void signedIn(Caller caller) throws Refusal {
        if (!caller.isAccount()) {
            throw new Refusal(Reason.UNAUTHENTICATED, "must be signed in");
        }
    }

    private boolean administers(Caller caller, String name) {
        return rows.find(name)
                .map(it -> it.adminAccountIds().contains(caller.id()))
                .orElse(false);
    }
}
