package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.admin.AdminsOnly;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.admin.AdminKeys;

@ApplicationScoped
class AdminKeysHandler implements Handler<AdminKeys> {
    private final AccountRepository accounts;
    private final KeysOfAccount keys;

    AdminKeysHandler(AccountRepository accounts, KeysOfAccount keys) {
        this.accounts = accounts;
        this.keys = keys;
    }

    @Override
    public Outcome handle(AdminKeys request, Caller caller) {
        var refusal = AdminsOnly.refusal(caller, "manage the keys of others");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (request.action() == null ? "get" : request.action()) {
            case "get" -> list(request);
            case "delete" -> delete(request, caller);
            case "delete-legacy" -> deleteLegacy(request, caller);
            default -> refused(Reason.INVALID, "action must be get, delete or delete-legacy");
        };
    }

    private Outcome list(AdminKeys request) {
        return account(request)
                .map(id -> done(keys.list(id)))
                .orElseGet(() -> refused(Reason.NOT_FOUND, "no such account"));
    }

    private Optional<UUID> account(AdminKeys request) {
        return Uuids.parse(request.accountId()).flatMap(accounts::living).map(it -> it.accountId);
    }

    private Outcome delete(AdminKeys request, Caller caller) {
        return keys.delete(request.id(), caller)
                ? done(new Replies.StatusSuccess())
                : refused(Reason.NOT_FOUND, "no api key with id " + request.id());
    }

    private Outcome deleteLegacy(AdminKeys request, Caller caller) {
        return account(request).filter(id -> keys.deleteLegacy(id, caller)).isPresent()
                ? done(new Replies.StatusSuccess())
                : refused(Reason.NOT_FOUND, "no such account with a key of the older form");
    }
}
