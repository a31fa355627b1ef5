package org.calque.accounts.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.AuthTokens;
import org.calque.messages.Caller;
import org.calque.messages.bridge.OrgCreateToken.Token;

/// Tokens that sign a browser in as a member. Whoever looks after an organization may act as any of its members, and
/// must not become an administrator of the site by that.
@ApplicationScoped
class MemberTokens {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final OrganizationRows rows;
    private final Walls walls;
    private final AuthTokens tokens;
    private final AccountRepository accounts;
    private final Clock clock;
    private final String publicUrl;

    MemberTokens(
            OrganizationRows rows,
            Walls walls,
            AuthTokens tokens,
            AccountRepository accounts,
            Clock clock,
            AccountsConfig config) {
        this.rows = rows;
        this.walls = walls;
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
        this.publicUrl = config.publicUrl().replaceAll("/+$", "");
    }

    /// @param expire milliseconds since 1970; null for as long as any sign-in token
    @Transactional(rollbackOn = Refusal.class)
    Token create(String user, Long expire, Caller caller) throws Refusal {
        Walls.signedIn(caller);
        var person = rows.person(user)
                .filter(it -> it.org() != null)
                .orElseThrow(() -> Refusal.unknown("user is not in an org"));
        walls.adminsOnly(caller, person.org());
        if (person.administrates() && !caller.isAdmin()) {
            throw Refusal.forbidden("only site admins may sign in as somebody with rights on the whole site");
        }
        if (person.banned()) {
            throw Refusal.forbidden("the account is banned");
        }
        var secret = tokens.make(accounts.findById(person.id()), end(expire), caller);
        return new Token(secret, publicUrl + "/auth/impersonate?auth_token=" + secret);
    }

    private Instant end(Long expire) throws Refusal {
        if (expire == null) {
            return tokens.usualEnd();
        }
        var now = clock.instant();
        if (expire <= now.toEpochMilli() || expire > now.plus(LONGEST).toEpochMilli()) {
            throw Refusal.invalid(
                    "expire must be a time within the next " + LONGEST.toDays() + " days, in milliseconds since 1970");
        }
        return Instant.ofEpochMilli(expire);
    }

    /// A token that is not there is as good as ended.
    @Transactional
    void expire(String token, Caller caller) throws Refusal {
        Walls.signedIn(caller);
        tokens.revoke(token, caller);
    }
}
