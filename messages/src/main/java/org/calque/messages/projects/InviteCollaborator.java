package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Adds an account to a project at once. With a text in `email` the account is told by mail, at most once a week.
///
/// Source: API v1, `invite_collaborator`.
///
/// @param projectId   the project
/// @param accountId   whom
/// @param title       how the mail calls the project; its title when absent
/// @param link2proj   accepted: the mail links to this site
/// @param replyto     accepted: answers go to the caller's own address
/// @param replytoName accepted: the caller's own name is written
/// @param email       what the caller says to the account; no mail when absent
/// @param subject     subject of the mail
@Answers(Replies.Success.class)
public record InviteCollaborator(
        @Required String projectId,
        @Required String accountId,
        String title,
        String link2proj,
        String replyto,
        String replytoName,
        String email,
        String subject)
        implements Request {}
