package org.calque.accounts.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.calque.accounts.messages.Messages;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.bridge.OrgAddAdmin;
import org.calque.messages.bridge.OrgAddUser;
import org.calque.messages.bridge.OrgCreate;
import org.calque.messages.bridge.OrgCreateToken;
import org.calque.messages.bridge.OrgCreateUser;
import org.calque.messages.bridge.OrgExpireToken;
import org.calque.messages.bridge.OrgGet;
import org.calque.messages.bridge.OrgGetAll;
import org.calque.messages.bridge.OrgGetUsers;
import org.calque.messages.bridge.OrgMessage;
import org.calque.messages.bridge.OrgRemoveAdmin;
import org.calque.messages.bridge.OrgRemoveUser;
import org.calque.messages.bridge.OrgSet;

/// The handlers of all that is done with organizations: each only names what it needs and whom it asks.
@ApplicationScoped
class OrganizationHandlers {
    private static final Reply NOTHING = new Bare(null);

    private final Organizations organizations;
    private final Members members;
    private final MemberTokens tokens;

    OrganizationHandlers(Organizations organizations, Members members, MemberTokens tokens) {
        this.organizations = organizations;
        this.members = members;
        this.tokens = tokens;
    }

    private interface Work<R> {
        Reply done(R request, Caller caller) throws Refusal, Messages.Unfit;
    }

    private static <R extends Request> Handler<R> handler(Work<R> work) {
        return (request, caller) -> {
            try {
                return Outcome.done(work.done(request, caller));
            } catch (Refusal refusal) {
                return refusal.outcome();
            } catch (Messages.Unfit unfit) {
                return Outcome.refused(Reason.INVALID, unfit.getMessage());
            }
        };
    }

    private static String given(String field, String value) throws Refusal {
        if (value == null || value.isEmpty()) {
            throw Refusal.invalid(field + " must be specified");
        }
        Organizations.check(field, value);
        return value;
    }

    @Produces
    @Singleton
    Handler<OrgGetAll> getAll() {
        return handler((it, caller) -> new Bare(organizations.all(caller)));
    }

    @Produces
    @Singleton
    Handler<OrgCreate> create() {
        return handler((it, caller) -> new Bare(organizations.create(given("name", it.name()), caller)));
    }

    @Produces
    @Singleton
    Handler<OrgGet> get() {
        return handler((it, caller) -> organizations.get(given("name", it.name()), caller));
    }

    @Produces
    @Singleton
    Handler<OrgSet> set() {
        return handler((it, caller) -> {
            given("name", it.name());
            organizations.set(it, caller);
            return NOTHING;
        });
    }

    @Produces
    @Singleton
    Handler<OrgAddUser> addUser() {
        return handler((it, caller) -> {
            members.add(given("name", it.name()), given("user", it.user()), caller);
            return NOTHING;
        });
    }

    @Produces
    @Singleton
    Handler<OrgAddAdmin> addAdmin() {
        return handler((it, caller) -> {
            members.addAdmin(given("name", it.name()), given("user", it.user()), caller);
            return NOTHING;
        });
    }

    @Produces
    @Singleton
    Handler<OrgRemoveUser> removeUser() {
        return handler((it, caller) -> {
            members.remove(given("name", it.name()), given("user", it.user()), caller);
            return NOTHING;
        });
    }

    @Produces
    @Singleton
    Handler<OrgRemoveAdmin> removeAdmin() {
        return handler((it, caller) -> {
            members.removeAdmin(given("name", it.name()), given("user", it.user()), caller);
            return NOTHING;
        });
    }

    @Produces
    @Singleton
    Handler<OrgCreateUser> createUser() {
        return handler((it, caller) -> {
            given("name", it.name());
            given("email", it.email());
            return new Bare(members.create(it, caller));
        });
    }

    @Produces
    @Singleton
    Handler<OrgGetUsers> getUsers() {
        return handler((it, caller) -> new Bare(members.list(given("name", it.name()), caller)));
    }

    @Produces
    @Singleton
    Handler<OrgMessage> message() {
        return handler((it, caller) -> {
            given("name", it.name());
            given("subject", it.subject());
            given("body", it.body());
            members.write(it, caller);
            return NOTHING;
        });
    }

    @Produces
    @Singleton
    Handler<OrgCreateToken> createToken() {
        return handler((it, caller) -> tokens.create(given("user", it.user()), it.expire(), caller));
    }

    @Produces
    @Singleton
    Handler<OrgExpireToken> expireToken() {
        return handler((it, caller) -> {
            tokens.expire(given("token", it.token()), caller);
            return NOTHING;
        });
    }
}
