package org.calque.accounts;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.AccountsProfile;
import org.calque.messages.accounts.AccountsProfile.Profile;

@ApplicationScoped
class AccountsProfileHandler implements Handler<AccountsProfile> {
    private final AccountRepository accounts;
    private final AccountSettings settings;

    AccountsProfileHandler(AccountRepository accounts, AccountSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public Outcome handle(AccountsProfile request, Caller caller) {
        if (request.accountId() != null) {
            return Uuids.parse(request.accountId())
                    .flatMap(accounts::living)
                    .map(account -> done(new Profile(publicView(account))))
                    .orElseGet(() -> refused(Reason.NOT_FOUND, "no account with id " + request.accountId()));
        }
        return done(new Profile(own(caller).map(this::privateView).orElse(Map.of())));
    }

    private Optional<Account> own(Caller caller) {
        return caller.isAccount() ? accounts.living(caller.id()) : Optional.empty();
    }

    private Map<String, Object> publicView(Account account) {
        var view = new LinkedHashMap<String, Object>();
        view.put("account_id", account.accountId);
        view.put("first_name", orElse(account.firstName, "Anonymous"));
        view.put("last_name", orElse(account.lastName, "User"));
        view.put("name", account.name == null ? NullNode.instance : account.name);
        view.putAll(looks(account.accountId));
        return view;
    }

    private Map<String, Object> looks(UUID id) {
        var looks = new LinkedHashMap<String, Object>();
        var profile = settings.map(id, "profile");
        for (var field : new String[] {"image", "color"}) {
            if (profile.path(field).isTextual()) {
                looks.put(field, profile.get(field));
            }
        }
        return looks;
    }

    private Map<String, Object> privateView(Account account) {
        var view = publicView(account);
        view.put("is_admin", account.isAdmin());
        view.put("is_partner", account.isPartner());
        view.put(
                "is_anonymous",
                account.emailAddress == null
                        && settings.map(account.accountId, "passports").isEmpty());
        view.put("email_address", account.emailAddress == null ? NullNode.instance : account.emailAddress);
        return view;
    }

    private static String orElse(String name, String other) {
        return name == null || name.isEmpty() ? other : name;
    }
}
