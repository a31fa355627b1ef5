package org.calque.accounts.signin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;

@ApplicationScoped
public class Sessions implements PanacheRepositoryBase<Session, UUID> {
    private final AccountRepository accounts;
    private final Clock clock;
    private final AccountsConfig.SignIn config;
    private final Audit audit;

    Sessions(AccountRepository accounts, Clock clock, AccountsConfig config, Audit audit) {
        this.accounts = accounts;
        this.clock = clock;
        this.config = config.signIn();
        this.audit = audit;
    }

    /// Starts a session of an account whose password was just checked: see [#start(UUID, Caller)].
    ///
    /// @throws Unavailable when the password was changed meanwhile
    @Transactional
    public List<String> start(Account checked, Caller by) {
        if (!accounts.holdsStill(checked.accountId, checked.passwordHash)) {
            throw changed();
        }
        return start(checked.accountId, by);
    }

    /// Starts a session and answers the cookies that carry it, as complete `Set-Cookie` values: `remember_me`, and for
    /// scripts `account_id`.
    ///
    /// @throws Unavailable when the account was banned or deleted meanwhile
    @Transactional
    public List<String> start(UUID accountId, Caller by) {
        return start(accountId, by, config.sessionLife());
    }

    /// The same for a session of another length.
    @Transactional
    public List<String> start(UUID accountId, Caller by, Duration life) {
        if (!accounts.holdsStill(accountId)) {
            throw changed();
        }
        var cookie = "sha256$" + Secrets.letters(16) + "$1$" + UUID.randomUUID();
        var session = new Session();
        session.id = UUID.randomUUID();
        session.hash = Secrets.hash(cookie);
        session.accountId = accountId;
        session.created = clock.instant();
        session.expire = session.created.plus(life);
        persist(session);
        audit.record(AuditEvent.SIGN_IN, by, accountId, Map.of("session", Session.keyId(session.id)));
        return cookies(cookie, accountId.toString(), life);
    }

    /// What makes a browser forget its session.
    public List<String> clearingCookies() {
        return cookies("", "", Duration.ZERO);
    }

    /// The session of a `remember_me` cookie, expired or not.
    @Transactional
    public Optional<Session> byCookie(String cookie) {
        return find("hash", Secrets.hash(cookie)).firstResultOptional();
    }

    private List<String> cookies(String rememberMe, String accountId, Duration life) {
        var attributes =
                "; Path=/; Max-Age=" + life.toSeconds() + "; SameSite=Lax" + (config.secureCookies() ? "; Secure" : "");
        return List.of("remember_me=" + rememberMe + attributes + "; HttpOnly", "account_id=" + accountId + attributes);
    }

    private static Unavailable changed() {
        return new Unavailable("the account was changed at this very moment; try again", null);
    }
}
