package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Adds accounts to projects as collaborators: all of them or, when one is refused, none. Nobody is mailed.
///
/// With a token the caller comes to a project that it is not on yet; the token says which.
///
/// Source: API v1, `add_collaborator`.
///
/// @param projectId a project, or a list of projects; not looked at when there are tokens
/// @param accountId an account, or a list of accounts, as many as there are projects or tokens
/// @param tokenId   an invite token, or a list of them
@Answers(Replies.Success.class)
public record AddCollaborator(JsonNode projectId, @Required JsonNode accountId, JsonNode tokenId) implements Request {
    /// @param projectId where the tokens led: one project, or a list of them; null without tokens
    @JsonTypeName("success")
    public record Added(Object projectId) implements Reply {}

    @Override
    public String toString() {
        return "AddCollaborator[projectId=" + projectId + ", accountId=" + accountId + "]";
    }
}
