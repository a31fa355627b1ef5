package org.calque.accounts.invitations;

import java.util.List;
import java.util.UUID;

/// What somebody asks for who invites people, or tells an account that it was added.
///
/// @param title     how the project is called
/// @param subject   null for that of the site
/// @param text      what the inviter says
/// @param to        addresses; null when an account is told
/// @param accountId who was added; null when addresses are invited
record Invitation(UUID projectId, String title, String subject, String text, List<String> to, UUID accountId) {
    @Override
    public String toString() {
        return "invitation to project " + projectId;
    }
}
