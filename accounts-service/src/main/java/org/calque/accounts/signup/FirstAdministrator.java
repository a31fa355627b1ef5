package org.calque.accounts.signup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.signin.Passwords;
import org.calque.kit.Outbox;
import org.calque.messages.facts.AccountCreated;
import org.calque.messages.facts.CallerChanged;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes an administrator at the start when there is none: from `CALQUE_ADMIN_EMAIL` and the password in the file that
/// `CALQUE_ADMIN_PASSWORD_FILE` names. An account that has this address already becomes administrator and keeps its
/// password.
@ApplicationScoped
class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    private static final String LOCK = "select cast(pg_advisory_xact_lock(hashtextextended('first admin', 0)) as text)";

    private final AccountRepository accounts;
    private final EntityManager database;
    private final Passwords passwords;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    private final Optional<String> email;
    private final Optional<Path> passwordFile;

    FirstAdministrator(
            AccountRepository accounts,
            EntityManager database,
            Passwords passwords,
            Outbox outbox,
            Audit audit,
            Clock clock,
            @ConfigProperty(name = "CALQUE_ADMIN_EMAIL") Optional<String> email,
            @ConfigProperty(name = "CALQUE_ADMIN_PASSWORD_FILE") Optional<Path> passwordFile) {
        this.accounts = accounts;
        this.database = database;
        this.passwords = passwords;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.email = email.map(Emails::normal);
        this.passwordFile = passwordFile;
    }

    void atStart(@Observes StartupEvent start) {
        if (email.isEmpty() || accounts.hasAdministrator()) {
            return;
        }
        if (!Emails.isValid(email.get())) {
            throw new IllegalStateException("CALQUE_ADMIN_EMAIL is not an e-mail address");
        }
        var passwordHash =
                passwordFile.map(file -> passwords.hash(passwordIn(file))).orElse(null);
        QuarkusTransaction.requiringNew().run(() -> makeUnlessThere(email.get(), passwordHash));
    }

    /// One replica after the other, so that there is one administrator.
    void makeUnlessThere(String address, String passwordHash) {
        database.createNativeQuery(LOCK).getSingleResult();
        if (accounts.hasAdministrator()) {
            return;
        }
        var account = accounts.byEmail(address).orElse(null);
        if (account == null) {
            account = newAccount(address, passwordHash);
            accounts.persist(account);
            outbox.add(new AccountCreated(account.accountId, false));
            audit.recordBySystem(AuditEvent.ACCOUNT_CREATED, account.accountId, Map.of("groups", List.of("admin")));
        } else {
            account.groups = Stream.concat(Arrays.stream(account.groups), Stream.of("admin"))
                    .toArray(String[]::new);
            outbox.add(new CallerChanged(account.accountId));
            audit.recordBySystem(
                    AuditEvent.GROUPS_CHANGED, account.accountId, Map.of("groups", List.of(account.groups)));
        }
        LOG.infof("account %s is the first administrator", account.accountId);
    }

    private Account newAccount(String address, String passwordHash) {
        var account = new Account();
        account.accountId = UUID.randomUUID();
        account.created = clock.instant();
        account.lastActive = account.created;
        account.emailAddress = address;
        account.passwordHash = passwordHash;
        account.firstName = "Site";
        account.lastName = "Administrator";
        account.groups = new String[] {"admin"};
        return account;
    }

    private static String passwordIn(Path file) {
        try {
            var password = Files.readString(file).strip();
            if (password.isEmpty() || password.length() > PasswordStrength.LONGEST) {
                throw new IllegalStateException(
                        "the file of CALQUE_ADMIN_PASSWORD_FILE must hold a password of 1 to 64 characters");
            }
            return password;
        } catch (IOException unreadable) {
            throw new IllegalStateException("CALQUE_ADMIN_PASSWORD_FILE cannot be read: " + file, unreadable);
        }
    }
}
