package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.keys.ApiKeyBook.Scope;
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

    ApiKeysHandler(AccountRepository accounts, ProjectAccess access, ApiKeyBook book) {
        this.accounts = accounts;
        this.access = access;
        this.book = book;
    }

    @Override
    public Outcome handle(ApiKeys request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (!caller.isAccount() || accounts.living(caller.id()).isEmpty()) {
            return refused(Reason.FORBIDDEN, "account_id is not a valid account");
        }
        if (request.projectId() == null || request.projectId().isEmpty()) {
            return manage(request, new Scope(caller.id(), null));
        }
        var project = Uuids.parse(request.projectId());
        return project.isPresent() && mayWrite(caller, project.get())
                ? manage(request, new Scope(caller.id(), project.get()))
                : NO_COLLABORATOR;
    }

    private boolean mayWrite(Caller caller, UUID project) {
        return access.of(caller, List.of(project)).get(project).mayWrite();
    }

    private Outcome manage(ApiKeys request, Scope scope) {
        return switch (request.action() == null ? "" : request.action()) {
            case "get" -> done(new ApiKeys.Response(book.list(scope, request.id())));
            case "create" -> book.create(scope, request);
            case "edit" -> book.edit(scope, request);
            case "delete" -> book.delete(scope, request);
            default -> done(new Replies.Empty());
        };
    }
}
