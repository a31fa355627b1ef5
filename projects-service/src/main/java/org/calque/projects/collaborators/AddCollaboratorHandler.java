package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.projects.AddCollaborator;
import org.calque.messages.projects.AddCollaborator.Added;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.collaborators.OneOrMany.Unfit;

@ApplicationScoped
class AddCollaboratorHandler implements Handler<AddCollaborator> {
    private final Rules rules;
    private final Names names;
    private final Membership membership;
    private final InviteTokens tokens;
    private final int maxPerCall;

    AddCollaboratorHandler(
            Rules rules, Names names, Membership membership, InviteTokens tokens, ProjectsConfig config) {
        this.rules = rules;
        this.names = names;
        this.membership = membership;
        this.tokens = tokens;
        this.maxPerCall = config.people().maxPerCall();
    }

    @Override
    public Outcome handle(AddCollaborator request, Caller caller) {
        if (!caller.isAccount()) {
            return InV1.error(Reason.UNAUTHENTICATED, "must be signed in");
        }
        try {
            var accounts = OneOrMany.of("account_id", request.accountId(), maxPerCall);
            for (var account : accounts.texts()) {
                if (!Uuids.isUuid(account)) {
                    return InV1.error(Rules.noUuid(account));
                }
            }
            return request.tokenId() == null
                    ? add(accounts, OneOrMany.of("project_id", request.projectId(), maxPerCall), caller)
                    : use(accounts, OneOrMany.of("token_id", request.tokenId(), maxPerCall), caller);
        } catch (Unfit unfit) {
            return InV1.error(Reason.INVALID, unfit.getMessage());
        }
    }

    private Outcome add(OneOrMany accounts, OneOrMany projects, Caller caller) throws Unfit {
        accounts.checkAsManyAs(projects);
        for (var project : projects.texts()) {
            if (!Uuids.isUuid(project)) {
                return InV1.error(Reason.INVALID, "project_id must be a valid uuid");
            }
        }
        var arrivals = new ArrayList<Arrival>();
        for (var i = 0; i < accounts.texts().size(); i++) {
            arrivals.add(Arrival.ofCollaborator(
                    projects.uuids().get(i), accounts.uuids().get(i)));
        }
        return arrivals.stream()
                .flatMap(it -> rules.refusalToAdd(caller, it.project(), it.account()).stream())
                .findFirst()
                .or(() -> names.refusalOfTheUnknown(accounts.uuids(), caller))
                .or(() -> refusalOfMore(arrivals))
                .map(InV1::error)
                .orElseGet(() -> {
                    membership.addAll(arrivals, caller.id());
                    return done(new Added(null));
                });
    }

    private Optional<Outcome> refusalOfMore(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::project)
                .distinct()
                .flatMap(it -> rules.refusalOfMore(it, arrivals.size()).stream())
                .findFirst();
    }

    private Outcome use(OneOrMany accounts, OneOrMany tokenIds, Caller caller) throws Unfit {
        accounts.checkAsManyAs(tokenIds);
        var unknown = names.refusalOfTheUnknown(accounts.uuids(), caller);
        if (unknown.isPresent()) {
            return InV1.error(unknown.get());
        }
        try {
            List<UUID> projects = tokens.use(tokenIds.texts(), accounts.uuids(), caller);
            return done(new Added(tokenIds.isOne() ? projects.getFirst() : projects));
        } catch (InviteTokens.NotValid invalid) {
            return InV1.error(Reason.FORBIDDEN, invalid.getMessage());
        }
    }
}
