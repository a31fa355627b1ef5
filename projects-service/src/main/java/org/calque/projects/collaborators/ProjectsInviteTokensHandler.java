package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsInviteTokens;
import org.calque.messages.projects.ProjectsInviteTokens.Listed;

@ApplicationScoped
class ProjectsInviteTokensHandler implements Handler<ProjectsInviteTokens> {
    private final Rules rules;
    private final TokenRows rows;
    private final NewTokens newTokens;

    ProjectsInviteTokensHandler(Rules rules, TokenRows rows, NewTokens newTokens) {
        this.rules = rules;
        this.rows = rows;
        this.newTokens = newTokens;
    }

    @Override
    public Outcome handle(ProjectsInviteTokens request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var project = Uuids.parse(request.projectId());
        if (project.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        return rules.refusal(caller, project.get()).orElseGet(() -> manage(project.get(), request, caller));
    }

    private Outcome manage(UUID project, ProjectsInviteTokens request, Caller caller) {
        return switch (request.action() == null ? "get" : request.action()) {
            case "get" -> done(new Listed(rows.of(project)));
            case "create" -> create(project, request, caller);
            case "revoke" ->
                rows.end(project, request.token() == null ? "" : request.token())
                        ? done(new Replies.Ok())
                        : refused(Reason.NOT_FOUND, "no such token");
            default -> refused(Reason.INVALID, "action must be get, create or revoke");
        };
    }

    private Outcome create(UUID project, ProjectsInviteTokens request, Caller caller) {
        Instant expires;
        try {
            expires = request.expires() == null ? null : Instant.parse(request.expires());
        } catch (DateTimeException noTime) {
            return refused(Reason.INVALID, "expires must be a time like 2026-11-21T08:15:30.250Z");
        }
        var limit = request.usageLimit() == null ? null : request.usageLimit().doubleValue();
        var token = NewTokens.random();
        return newTokens
                .put(new TokenRows.Wish(project, token, null, expires, limit), caller)
                .map(it -> refused(Reason.INVALID, it))
                .orElseGet(() -> done(new Listed(rows.of(project).stream()
                        .filter(it -> it.token().equals(token))
                        .toList())));
    }
}
