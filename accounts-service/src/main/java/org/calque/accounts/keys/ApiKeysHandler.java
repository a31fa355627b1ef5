package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.kit.Handler;
import org.calque.kit.ProjectAccess;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.ApiKeys;

/// Asks projects-service before any transaction begins, so that no connection is held meanwhile.
@ApplicationScoped
class ApiKeysHandler implements Handler<ApiKeys> {
    private static final Outcome NO_COLLABORATOR =
            refused(Reason.FORBIDDEN, "user must be collaborator on project to manage project_id api keys");

    private final AccountRepository accounts;
    private final ProjectAccess access;
    private final ApiKeyBook book;
    private final KeyRotation rotation;
    private final KeyTrail trail;

    ApiKeysHandler(
            AccountRepository accounts, ProjectAccess access, ApiKeyBook book, KeyRotation rotation, KeyTrail trail) {
        this.accounts = accounts;
        this.access = access;
        this.book = book;
        this.rotation = rotation;
        this.trail = trail;
    }

    @Override
    public Outcome handle(ApiKeys request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var itself = itself(request, caller);
        if (itself.isPresent()) {
            return rotation.rotate(itself.get(), request);
        }
        if (caller.isLimited()) {
            return refused(Reason.FORBIDDEN, "an API key that has limits can rotate itself, and manage no other key");
        }
        if (!caller.isAccount() || accounts.living(caller.id()).isEmpty()) {
            return refused(Reason.FORBIDDEN, "account_id is not a valid account");
        }
        if (request.projectId() == null || request.projectId().isEmpty()) {
            return manage(request, KeyRing.ofAccount(caller));
        }
        var project = Uuids.parse(request.projectId());
        return project.isPresent() && mayWrite(caller, project.get())
                ? manage(request, KeyRing.ofProject(caller, project.get()))
                : NO_COLLABORATOR;
    }

    /// A key that is to be rotated by a call that it makes itself.
    private static Optional<KeyRing> itself(ApiKeys request, Caller caller) {
        var own = KeyId.row(caller.keyId());
        return "rotate".equals(request.action())
                        && own.isPresent()
                        && request.id() != null
                        && request.id() == own.getAsInt()
                ? Optional.of(KeyRing.ofItself(caller, own.getAsInt()))
                : Optional.empty();
    }

    private boolean mayWrite(Caller caller, UUID project) {
        return access.of(caller, List.of(project)).get(project).mayWrite();
    }

    private Outcome manage(ApiKeys request, KeyRing ring) {
        return switch (request.action() == null ? "" : request.action()) {
            case "get" -> done(new ApiKeys.Response(book.list(ring, request.id())));
            case "create" -> book.create(ring, request);
            case "edit" -> book.edit(ring, request);
            case "delete" -> book.delete(ring, request);
            case "rotate" -> rotation.rotate(ring, request);
            case "audit" -> trail.of(ring, request.id());
            default -> done(new Replies.Empty());
        };
    }
}
