package org.calque.accounts;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Scope;
import org.calque.messages.Service;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.AccountsSetName;
import org.calque.messages.facts.AccountChanged;

@ApplicationScoped
class AccountsSetNameHandler implements Handler<AccountsSetName> {
    private static final Outcome ADMINS_ONLY =
            refused(Reason.FORBIDDEN, "The `account_id` field may only be specified by account administrators.");

    private final AgroalDataSource database;
    private final AccountSettings settings;
    private final Outbox outbox;
    private final Audit audit;

    AccountsSetNameHandler(AgroalDataSource database, AccountSettings settings, Outbox outbox, Audit audit) {
        this.database = database;
        this.settings = settings;
        this.outbox = outbox;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Outcome handle(AccountsSetName request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "Must be signed in to edit account name.");
        }
        var another = request.accountId() != null && !request.accountId().isEmpty();
        if (another && !caller.isAdmin()) {
            return ADMINS_ONLY;
        }
        var limit = another
                ? caller.limits().refusalOf(Service.ACCOUNTS, Scope.ADMIN, "accounts/set-name")
                : Optional.<String>empty();
        if (limit.isPresent()) {
            return refused(Reason.FORBIDDEN, limit.get());
        }
        var account = another ? Uuids.parse(request.accountId()) : Optional.of(caller.id());
        if (account.isEmpty()) {
            return refused(Reason.INVALID, "account_id must be a valid uuid");
        }
        try {
            return set(account.get(), checked(request), caller);
        } catch (SetRefused refused) {
            return refused(Reason.INVALID, refused.getMessage());
        }
    }

    private static Map<String, JsonNode> checked(AccountsSetName request) throws SetRefused {
        var names = new LinkedHashMap<String, JsonNode>();
        if (isGiven(request.username())) {
            names.put("name", AccountNames.userName(request.username()));
        }
        if (isGiven(request.firstName())) {
            names.put("first_name", AccountNames.personName("first_name", request.firstName()));
        }
        if (isGiven(request.lastName())) {
            names.put("last_name", AccountNames.personName("last_name", request.lastName()));
        }
        return names;
    }

    private static boolean isGiven(String name) {
        return name != null && !name.isEmpty();
    }

    private Outcome set(UUID account, Map<String, JsonNode> names, Caller caller) throws SetRefused {
        if (names.isEmpty()) {
            return done(new Replies.StatusSuccess());
        }
        try (var connection = database.getConnection()) {
            if (!settings.write(connection, account, names)) {
                return refused(Reason.NOT_FOUND, "no such account");
            }
        } catch (SQLException failure) {
            if (AccountNames.isTaken(failure)) {
                throw AccountNames.taken(names.get("name").textValue());
            }
            throw new IllegalStateException("a name could not be changed", failure);
        }
        outbox.add(new AccountChanged(account));
        if (!account.equals(caller.id())) {
            audit.record(AuditEvent.NAME_CHANGED, caller, account);
        }
        return done(new Replies.StatusSuccess());
    }
}
