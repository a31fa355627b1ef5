package org.calque.projects.collaborators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.projects.tables.ProjectIds;

/// Invite tokens whose texts clients make up, through the query language. One ends by an `expires` that has passed.
@ApplicationScoped
class ProjectInviteTokensTable implements TableWriter {
    private static final Set<String> FIELDS = Set.of("project_id", "token", "created", "expires", "usage_limit");

    private final Rules rules;
    private final NewTokens newTokens;

    ProjectInviteTokensTable(Rules rules, NewTokens newTokens) {
        this.rules = rules;
        this.newTokens = newTokens;
    }

    @Override
    public String table() {
        return "project_invite_tokens";
    }

    @Override
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of(table(), row);
        for (var field : row.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw new SetRefused("FATAL: changing " + table() + "." + field.getKey() + " not allowed");
            }
        }
        if (!caller.isAccount()) {
            throw ProjectIds.stranger();
        }
        var refusal = rules.refusal(caller, projectId);
        if (refusal.isPresent()) {
            throw refusal.get() instanceof Outcome.Refused(var reason, Outcome.Problem(var why, var _))
                            && why.startsWith("Only")
                    ? new SetRefused(why)
                    : ProjectIds.stranger();
        }
        if (!row.path("token").isTextual()) {
            throw new SetRefused("FATAL: must specify " + table() + ".token");
        }
        var wish = new TokenRows.Wish(
                projectId,
                row.path("token").textValue(),
                time("created", row),
                time("expires", row),
                number("usage_limit", row));
        var problem = newTokens.put(wish, caller);
        if (problem.isPresent()) {
            throw new SetRefused("FATAL: " + problem.get());
        }
    }

    private Instant time(String field, ObjectNode row) throws SetRefused {
        var given = row.path(field);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        try {
            return given.isNumber() ? Instant.ofEpochMilli(given.longValue()) : Instant.parse(given.asText());
        } catch (DateTimeException | ArithmeticException noTime) {
            throw mustBe(field, "a time");
        }
    }

    private Double number(String field, ObjectNode row) throws SetRefused {
        JsonNode given = row.path(field);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!given.isNumber()) {
            throw mustBe(field, "a number");
        }
        return given.doubleValue();
    }

    private SetRefused mustBe(String field, String what) {
        return new SetRefused("FATAL: " + table() + "." + field + " must be " + what);
    }
}
