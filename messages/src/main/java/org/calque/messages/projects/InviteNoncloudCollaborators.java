package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Invites people by e-mail address. Who has an account is added at once; everybody else comes to the project when an
/// account with the address is made within two weeks, and is mailed at most once a week.
///
/// Source: API v1, `invite_noncloud_collaborators`.
///
/// @param projectId   the project
/// @param to          addresses, separated by commas, semicolons or blanks
/// @param email       what the caller says to them
/// @param title       how the mail calls the project
/// @param link2proj   accepted: the mail links to this site
/// @param replyto     accepted: answers go to the caller's own address
/// @param replytoName accepted: the caller's own name is written
/// @param subject     subject of the mail
@Answers(Replies.Success.class)
public record InviteNoncloudCollaborators(
        @Required String projectId,
        @Required String to,
        @Required String email,
        @Required String title,
        @Required String link2proj,
        String replyto,
        String replytoName,
        String subject)
        implements Request {
    /// @param mesg who was invited, in words
    @JsonTypeName("invite_noncloud_collaborators_resp")
    public record Invited(String mesg) implements Reply {}
}
