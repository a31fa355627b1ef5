package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Service;

/// Asks accounts-service what accounts are called, and so whether they exist.
@ApplicationScoped
class Names {
    private final ServiceClient services;

    private record Question(List<UUID> accountIds) {}

    Names(ServiceClient services) {
        this.services = services;
    }

    /// `{"<account_id>": {"first_name", "last_name", "unlisted"}}` of the accounts that exist.
    JsonNode of(List<UUID> accounts, Caller caller) {
        var answer = services.post(Service.ACCOUNTS, "/names", new Question(accounts), caller);
        if (answer.status() != 200) {
            throw new Unavailable("the accounts service does not say what accounts are called", null);
        }
        return answer.json();
    }

    /// Who of these is no account, as a refusal.
    Optional<Outcome> refusalOfTheUnknown(List<UUID> accounts, Caller caller) {
        var known = of(accounts, caller);
        return accounts.stream()
                .filter(it -> !known.has(it.toString()))
                .findFirst()
                .map(it -> refused(Reason.NOT_FOUND, "no account with id " + it));
    }
}
