package org.calque.accounts.signup;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.Passwords;
import org.calque.accounts.signup.Draft.Entrance;
import org.calque.accounts.signup.NewAccounts.Result;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.CreateAccount;
import org.calque.messages.accounts.CreateAccount.Created;
import org.calque.messages.accounts.CreateAccount.Failed;

@ApplicationScoped
class CreateAccountHandler implements Handler<CreateAccount> {
    private static final String TAKEN = "This e-mail address is already taken.";
    private static final String BANNED = "This e-mail address is banned.";

    private final NewAccounts newAccounts;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final AccountsConfig.SignUp config;

    CreateAccountHandler(
            NewAccounts newAccounts, AccountRepository accounts, Passwords passwords, AccountsConfig config) {
        this.newAccounts = newAccounts;
        this.accounts = accounts;
        this.passwords = passwords;
        this.config = config.signUp();
    }

    @Override
    public Outcome handle(CreateAccount request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (config.personal()) {
            return refused(Reason.FORBIDDEN, "account creation not allowed on personal server");
        }
        var email = Emails.normal(request.emailAddress());
        var reasons = whatIsWrong(request, email);
        if (!reasons.isEmpty()) {
            return refused(Reason.INVALID, new Failed(reasons));
        }
        var taken = email.isEmpty() ? null : accounts.byEmail(email).orElse(null);
        if (taken != null) {
            return failed(Reason.CONFLICT, "email_address", taken.banned ? BANNED : TAKEN);
        }
        return make(request, email, caller);
    }

    private Map<String, String> whatIsWrong(CreateAccount request, String email) {
        var reasons = new LinkedHashMap<String, String>();
        if (!Boolean.TRUE.equals(request.agreedToTerms())) {
            reasons.put("agreed_to_terms", "You must agree to the terms of service.");
        }
        if (!email.isEmpty() && !Emails.isValid(email)) {
            reasons.put("email_address", "Email address does not appear to be valid.");
        }
        Emails.exclusiveDomain(email, config)
                .ifPresent(domain -> reasons.putIfAbsent("email_address", Emails.otherWayIn(domain)));
        if (!isFit(request.password(), email)) {
            reasons.put("password", "Password must be between 6 and 64 characters in length.");
        }
        if (email.isEmpty() && !config.anonymousByKey()) {
            reasons.put("other", "Anonymous sign up is disabled.");
        } else if (!email.isEmpty() && !config.byEmail()) {
            reasons.put("other", "Signing up via email/password is disabled.");
        }
        PersonName.problem(request.firstName())
                .or(() -> PersonName.problem(request.lastName()))
                .ifPresent(problem -> reasons.putIfAbsent("other", problem));
        return reasons;
    }

    /// An account may do without a password; one without an address says so by an empty text as well.
    private static boolean isFit(String password, String email) {
        return password == null
                || password.isEmpty() && email.isEmpty()
                || PasswordStrength.problemOfLength(password).isEmpty();
    }

    private Outcome make(CreateAccount request, String email, Caller caller) {
        var password = request.password() == null || request.password().isEmpty() ? null : request.password();
        var draft = new Draft(
                request.firstName(),
                request.lastName(),
                email.isEmpty() ? null : email,
                password == null ? null : passwords.hash(password),
                request.usageIntent() == null ? null : request.usageIntent().replace('\0', '\uFFFD'),
                caller.address(),
                caller.isPartner() ? config.partnerLimit() : config.limit(),
                new Entrance.Registration(request.token(), "No registration token provided"),
                false,
                isTrueIsh(request.getApiKey()));
        return switch (newAccounts.make(draft, caller)) {
            case Result.Made(var accountId, var apiKey) -> done(new Created(accountId, apiKey));
            case Result.EmailTaken(boolean banned) -> failed(Reason.CONFLICT, "email_address", banned ? BANNED : TAKEN);
            case Result.NotAdmitted(String why) -> failed(Reason.FORBIDDEN, "token", why);
            case Result.TooMany() ->
                failed(
                        Reason.TOO_MANY,
                        "other",
                        "Too many accounts are being created from the ip address " + caller.address()
                                + "; try again later.");
        };
    }

    private static Outcome failed(Reason reason, String field, String text) {
        return refused(reason, new Failed(Map.of(field, text)));
    }

    /// As forms and scripts say yes: anything but null, false, 0 and nothing.
    private static boolean isTrueIsh(JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        return value.isContainerNode() || !value.asText().matches("|false|0|0\\.0");
    }
}
