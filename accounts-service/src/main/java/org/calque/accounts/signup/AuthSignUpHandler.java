package org.calque.accounts.signup;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.Passwords;
import org.calque.accounts.signin.Sessions;
import org.calque.accounts.signin.SignIn;
import org.calque.accounts.signup.Draft.Entrance;
import org.calque.accounts.signup.NewAccounts.Result;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthSignUp;
import org.calque.messages.accounts.AuthSignUp.Issues;
import org.calque.messages.accounts.AuthSignUp.SignedUp;

@ApplicationScoped
class AuthSignUpHandler implements Handler<AuthSignUp> {
    private final AccountRepository accounts;
    private final NewAccounts newAccounts;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;
    private final AccountsConfig.SignUp config;

    AuthSignUpHandler(
            AccountRepository accounts,
            NewAccounts newAccounts,
            SignIn signIn,
            Sessions sessions,
            Passwords passwords,
            Clock clock,
            AccountsConfig config) {
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.signIn = signIn;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
        this.config = config.signUp();
    }

    @Override
    public Outcome handle(AuthSignUp request, Caller caller) {
        var email = Emails.normal(request.email());
        var password = Objects.requireNonNullElse(request.password(), "");
        var known = !email.isEmpty() && accounts.byEmail(email).isPresent();
        var issues = obviousIssues(request, email, password);
        if (issues.isEmpty()) {
            issues.putAll(permissionIssues(email, caller));
        }
        // Where no account is made, an unknown address is tried as well: the time must not tell whether it is known.
        if (!email.isEmpty()
                && (known || !issues.isEmpty() && Emails.isValid(email))
                && password.length() <= PasswordStrength.LONGEST
                && signIn.check(email, password, caller) instanceof SignIn.Result.Welcome(var account)) {
            return signedIn(account, caller);
        }
        if (!issues.isEmpty()) {
            return refused(Reason.INVALID, new Issues(issues));
        }
        return known ? taken(email) : make(request, email, password, caller);
    }

    /// Without an address nobody is asked for a password either.
    private static Map<String, String> obviousIssues(AuthSignUp request, String email, String password) {
        var issues = new LinkedHashMap<String, String>();
        if (!Boolean.TRUE.equals(request.terms())) {
            issues.put("terms", "You must agree to the terms of usage.");
        }
        if (!email.isEmpty() && !Emails.isValid(email)) {
            issues.put("email", "You must provide a valid email address -- '" + email + "' is not valid.");
        }
        if (!email.isEmpty() || !password.isEmpty()) {
            var about = Stream.of(email, request.firstName(), request.lastName())
                    .filter(Objects::nonNull)
                    .map(PersonName::cut)
                    .toList();
            PasswordStrength.problem(password, about).ifPresent(problem -> issues.put("password", problem));
        }
        PersonName.problem(request.firstName()).ifPresent(problem -> issues.put("firstName", problem));
        PersonName.problem(request.lastName()).ifPresent(problem -> issues.put("lastName", problem));
        return issues;
    }

    private Map<String, String> permissionIssues(String email, Caller caller) {
        if (!caller.isNobody()) {
            if (!caller.isAdmin()) {
                return Map.of("api", "Error: Only users in the group 'admin' are allowed to create new users.");
            }
            return email.isEmpty()
                    ? Map.of("api", "Creation of anonymous accounts via the API is not allowed.")
                    : Map.of();
        }
        var exclusive = Emails.exclusiveDomain(email, config);
        if (exclusive.isPresent()) {
            return Map.of("email", Emails.otherWayIn(exclusive.get()));
        }
        if (email.isEmpty()) {
            return config.anonymous() ? Map.of() : Map.of("email", "Anonymous account creation is disabled.");
        }
        return config.byEmail() ? Map.of() : Map.of("email", "Email account creation is disabled.");
    }

    private Outcome make(AuthSignUp request, String email, String password, Caller caller) {
        if (newAccounts.areTooManyFrom(caller.address(), config.limit())) {
            return tooMany(caller);
        }
        var draft = new Draft(
                Objects.requireNonNullElse(request.firstName(), "Anonymous"),
                Objects.requireNonNullElseGet(
                        request.lastName(), () -> "User-" + clock.instant().getEpochSecond()),
                email.isEmpty() ? null : email,
                password.isEmpty() ? null : passwords.hash(password),
                request.signupReason() == null ? null : request.signupReason().replace('\0', '\uFFFD'),
                caller.address(),
                config.limit(),
                new Entrance.Registration(request.registrationToken(), "no registration token provided"),
                config.firstProject(),
                false);
        return switch (newAccounts.make(draft, caller)) {
            case Result.Made(var accountId, var apiKey) -> signedUp(accountId, caller);
            case Result.EmailTaken taken -> taken(email);
            case Result.NotAdmitted(String why) ->
                refused(
                        Reason.FORBIDDEN,
                        new Issues(Map.of("registrationToken", "Issue with registration token -- " + why)));
            case Result.TooMany() -> tooMany(caller);
        };
    }

    private static Outcome tooMany(Caller caller) {
        return refused(
                Reason.TOO_MANY,
                new Issues(Map.of(
                        "email",
                        "Too many accounts are being created from the ip address " + caller.address()
                                + "; try again later.")));
    }

    private static Outcome taken(String email) {
        return refused(Reason.CONFLICT, new Issues(Map.of("email", "Email address \"" + email + "\" already in use.")));
    }

    private Outcome signedIn(Account account, Caller caller) {
        var reply = new SignedUp(account.accountId);
        return caller.isNobody() ? new Outcome.Done(reply, sessions.start(account, caller)) : done(reply);
    }

    private Outcome signedUp(UUID accountId, Caller caller) {
        var reply = new SignedUp(accountId);
        List<String> cookies = caller.isNobody() ? sessions.start(accountId, caller) : List.of();
        return cookies.isEmpty() ? done(reply) : new Outcome.Done(reply, cookies);
    }
}
