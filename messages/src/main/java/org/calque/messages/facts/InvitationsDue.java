package org.calque.messages.facts;

import java.util.List;
import java.util.UUID;
import org.calque.messages.Fact;

/// An account has an address that was invited to projects: it is to come to them, as far as who invited it may still
/// add
/// people there.
///
/// @param accountId   the account
/// @param invitations to which projects
public record InvitationsDue(UUID accountId, List<Due> invitations) implements Fact {
    /// One of them.
    ///
    /// @param byAdministrator whether who invited is an administrator of the site
    public record Due(UUID projectId, UUID invitedBy, boolean byAdministrator) {}

    @Override
    public Topic topic() {
        return Topic.ACCOUNTS;
    }

    @Override
    public String key() {
        return accountId.toString();
    }
}
