package org.calque.accounts.signup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.accounts.signin.Passwords;
import org.calque.accounts.signup.Draft.Entrance;
import org.calque.accounts.signup.NewAccounts.Result;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;

/// Makes accounts for an organization, by those who look after it: no registration token is needed.
@ApplicationScoped
public class NewMembers {
    private static final int LENGTH_OF_RANDOM_PASSWORD = 16;

    private final NewAccounts newAccounts;
    private final Passwords passwords;
    private final AccountsConfig.SignUp config;

    /// Who is to get an account.
    ///
    /// @param password null for a random one, which nobody is told
    public record Wanted(String organization, String email, String firstName, String lastName, String password) {
        @Override
        public String toString() {
            return "a member of " + organization;
        }
    }

    /// How it ended.
    public sealed interface Ended {}

    public record Made(UUID accountId) implements Ended {}

    /// @param why in words for who asked
    public record NotMade(Reason reason, String why) implements Ended {}

    NewMembers(NewAccounts newAccounts, Passwords passwords, AccountsConfig config) {
        this.newAccounts = newAccounts;
        this.passwords = passwords;
        this.config = config.signUp();
    }

    public Ended make(Wanted wanted, Caller by) {
        var email = Emails.normal(wanted.email());
        var wrong = whatIsWrong(wanted, email);
        if (wrong.isPresent()) {
            return new NotMade(Reason.INVALID, wrong.get());
        }
        var password = wanted.password() == null ? Secrets.letters(LENGTH_OF_RANDOM_PASSWORD) : wanted.password();
        var draft = new Draft(
                wanted.firstName(),
                wanted.lastName(),
                email,
                passwords.hash(password),
                null,
                by.address(),
                config.partnerLimit(),
                new Entrance.Organization(wanted.organization()),
                config.firstProject(),
                false);
        return switch (newAccounts.make(draft, by)) {
            case Result.Made(var accountId, var apiKey) -> new Made(accountId);
            case Result.EmailTaken taken ->
                new NotMade(Reason.CONFLICT, "email address \"" + email + "\" is already in use by another account");
            case Result.NotAdmitted(String why) -> new NotMade(Reason.FORBIDDEN, why);
            case Result.TooMany() ->
                new NotMade(
                        Reason.TOO_MANY,
                        "Too many accounts are being created from the ip address " + by.address()
                                + "; try again later.");
        };
    }

    private static Optional<String> whatIsWrong(Wanted wanted, String email) {
        if (!Emails.isValid(email)) {
            return Optional.of("email address is not valid");
        }
        var password = wanted.password() == null
                ? Optional.<String>empty()
                : PasswordStrength.problemOfLength(wanted.password());
        return password.or(() -> PersonName.problem(wanted.firstName()))
                .or(() -> PersonName.problem(wanted.lastName()));
    }
}
