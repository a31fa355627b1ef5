package org.calque.projects.collaborators;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.calque.messages.Caller;
import org.calque.projects.Access;
import org.calque.projects.ProjectRepository;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;

/// Lets accounts in by tokens.
@ApplicationScoped
class InviteTokens {
    private final TokenRows rows;
    private final ProjectRepository projects;
    private final Access access;
    private final Rules rules;
    private final Membership membership;
    private final Clock clock;
    private final int wrongPerMinute;

    /// How often an account gave a wrong token of late.
    private final LoadingCache<UUID, AtomicInteger> wrong = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build(account -> new AtomicInteger());

    /// Why a token lets nobody in; the message is for the caller.
    static final class NotValid extends Exception {
        NotValid(String why) {
            super(why, null, false, false);
        }
    }

    InviteTokens(
            TokenRows rows,
            ProjectRepository projects,
            Access access,
            Rules rules,
            Membership membership,
            Clock clock,
            ProjectsConfig config) {
        this.rows = rows;
        this.projects = projects;
        this.access = access;
        this.rules = rules;
        this.membership = membership;
        this.clock = clock;
        this.wrongPerMinute = config.people().wrongTokensPerMinute();
    }

    /// Lets each account in by its token: all of them or none.
    ///
    /// @return the projects that the tokens led to
    @Transactional(rollbackOn = NotValid.class)
    List<UUID> use(List<String> tokens, List<UUID> accounts, Caller caller) throws NotValid {
        if (wrong.get(caller.id()).get() >= wrongPerMinute) {
            throw new NotValid("too many wrong invite tokens; wait a minute and try again");
        }
        var led = new ArrayList<UUID>();
        for (var i = 0; i < tokens.size(); i++) {
            led.add(use(tokens.get(i), accounts.get(i), caller));
        }
        return led;
    }

    private UUID use(String token, UUID account, Caller caller) throws NotValid {
        var found = rows.take(token);
        if (found.isEmpty()) {
            wrong.get(caller.id()).incrementAndGet();
            throw notValid("no such token");
        }
        var row = found.get();
        checkMayUse(row, account, caller);
        var here = projects.standing(row.projectId(), account);
        if (here.filter(Standing::isCollaborator).isPresent()) {
            return row.projectId();
        }
        checkIsGood(row);
        membership.add(Arrival.ofCollaborator(row.projectId(), account), caller.id());
        rows.countUse(token);
        return row.projectId();
    }

    /// A token brings its user into the project. Somebody else is brought in by whoever may add people without it.
    private void checkMayUse(TokenRows.Row row, UUID account, Caller caller) throws NotValid {
        if (!caller.limits().allow(row.projectId())) {
            throw new NotValid("an API key that is limited to projects cannot join another project");
        }
        if (!account.equals(caller.id())
                && access.standing(row.projectId(), caller)
                        .filter(it -> access.mayManage(caller, it))
                        .isEmpty()) {
            throw new NotValid("an invite token lets in nobody but the account that uses it");
        }
    }

    private void checkIsGood(TokenRows.Row row) throws NotValid {
        if (row.expires() != null && !row.expires().isAfter(clock.instant())) {
            throw notValid("it has expired");
        }
        if (row.usageLimit() != null && row.counter() >= row.usageLimit()) {
            throw notValid("it was used as often as it may be");
        }
        var ofMaker = projects.standing(row.projectId(), row.createdBy());
        if (ofMaker.isEmpty() || ofMaker.get().isDeleted()) {
            throw notValid("its project is deleted");
        }
        if (!rules.stillMayAdd(ofMaker.get(), row.byAdministrator())) {
            throw notValid("whoever made it may not add people any longer");
        }
        if (rules.refusalOfMore(row.projectId(), 1).isPresent()) {
            throw notValid("its project has as many people as it may");
        }
    }

    private static NotValid notValid(String why) {
        return new NotValid("Project invite token is not valid - " + why);
    }
}
