package org.calque.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Limits of the accounts service. Each can be set by environment: `ACCOUNTS_SIGN_UP_LIMIT`,
/// `ACCOUNTS_SIGN_IN_EMAIL_PER_MINUTE`, ….
@ConfigMapping(prefix = "accounts")
public interface AccountsConfig {
    SignUp signUp();

    SignIn signIn();

    UserAuth userAuth();

    Passwords passwords();

    Keys keys();

    PasswordReset passwordReset();

    Mail mail();

    Invitations invitations();

    Messages messages();

    Bookmarks bookmarks();

    Support support();

    /// Where browsers find this site: what links in mails begin with.
    @WithDefault("http://127.0.0.1:8080")
    String publicUrl();

    /// How mails and pages call this site.
    @WithDefault("Calque")
    String siteName();

    /// How long errors that clients reported are kept.
    @WithDefault("P30D")
    Duration clientErrorLife();

    /// The longest error that a client may report, in characters; the rest is cut off.
    @WithDefault("65536")
    int maxClientError();

    /// The most that one map of settings, such as `editor_settings`, may hold, in bytes of JSON.
    @WithDefault("1048576")
    int maxSettingsBytes();

    /// How often what has expired is deleted.
    @WithDefault("PT10M")
    Duration sweepInterval();

    interface SignUp {
        /// Accounts that may be made from one client address within `per`.
        @WithDefault("150")
        int limit();

        /// The same for callers in the group `partner`.
        @WithDefault("1500")
        int partnerLimit();

        /// The time that both limits are counted over.
        @WithDefault("PT30M")
        Duration per();

        /// Whether accounts with an e-mail address can be made.
        @WithDefault("true")
        boolean byEmail();

        /// Whether a visitor can make an account without an e-mail address.
        @WithDefault("false")
        boolean anonymous();

        /// Whether the owner of a key can make accounts without an e-mail address.
        @WithDefault("true")
        boolean anonymousByKey();

        /// Domains of e-mail addresses whose owners come in by another way, separated by commas.
        Optional<Set<String>> exclusiveDomains();

        /// Whether whoever signs up gets a first project.
        @WithDefault("true")
        boolean firstProject();

        /// Whether this is the server of one person, who makes no accounts by API v1.
        @WithDefault("false")
        boolean personal();
    }

    interface SignIn {
        /// Failed sign-ins for one e-mail address, before further ones are refused.
        @WithDefault("5")
        int emailPerMinute();

        /// The same within an hour.
        @WithDefault("50")
        int emailPerHour();

        /// Failed sign-ins from one client address, before further ones are refused.
        @WithDefault("30")
        int addressPerMinute();

        /// The same within an hour.
        @WithDefault("200")
        int addressPerHour();

        /// How long a session lasts.
        @WithDefault("P180D")
        Duration sessionLife();

        /// Whether browsers may send the session over https only.
        @WithDefault("false")
        boolean secureCookies();

        /// Where the owner of a banned account is told to write.
        @WithDefault("help@cocalc.com")
        String helpEmail();
    }

    interface UserAuth {
        /// How long a caller must wait after a wrong password before it may try the same account again.
        @WithDefault("PT60S")
        Duration lock();

        /// How long a token of `user_auth` can be used.
        @WithDefault("PT12H")
        Duration tokenLife();

        /// How long a session lasts that was started by such a token.
        @WithDefault("PT12H")
        Duration sessionLife();
    }

    interface Passwords {
        /// Argon2id: memory of one hash in KiB.
        @WithDefault("19456")
        int memoryKib();

        /// Argon2id: passes over that memory.
        @WithDefault("2")
        int iterations();

        /// Hashes computed at once; each takes its memory from the heap.
        @WithDefault("2")
        int atOnce();

        /// How long a request waits for its turn.
        @WithDefault("PT10S")
        Duration patience();
    }

    interface Keys {
        /// API keys that one account may have.
        @WithDefault("100000")
        int limit();

        /// How often the last use of keys is written down, for all that were used since then together; less than 40
        /// seconds.
        @WithDefault("PT5S")
        Duration usesWrittenEvery();

        /// Whether those who leave a project are followed on Kafka, to take the project's keys from them at once.
        @WithDefault("true")
        boolean followProjects();
    }

    interface PasswordReset {
        /// Resets that may be asked for one e-mail address within an hour.
        @WithDefault("30")
        int emailPerHour();

        /// Resets that may be asked for from one client address within a minute.
        @WithDefault("10")
        int addressPerMinute();

        /// The same within an hour.
        @WithDefault("60")
        int addressPerHour();
    }

    interface Invitations {
        /// How long somebody who was invited by an address has to make an account with it.
        @WithDefault("P14D")
        Duration life();

        /// Whether an invitation waits until the account has shown that the address is its own. Where mail cannot be
        /// sent, nobody can show that.
        @WithDefault("false")
        boolean onlyVerified();

        /// Addresses that one account may invite within `per`.
        @WithDefault("100")
        int limit();

        /// Mails about invitations that one address gets within `per`, whoever writes them.
        @WithDefault("5")
        int mailsPerAddress();

        /// The time that both limits are counted over.
        @WithDefault("PT1H")
        Duration per();

        /// An address is mailed about one project once in this time; not longer than mails are kept.
        @WithDefault("P7D")
        Duration mailedOncePer();
    }

    interface Messages {
        /// Characters of a subject.
        @WithDefault("1000")
        int maxSubject();

        /// Characters of a message.
        @WithDefault("200000")
        int maxBody();

        /// Accounts that one message can be for.
        @WithDefault("100")
        int maxReceivers();

        /// Messages that one account may send within an hour, by whatever call; one to an organization counts as one.
        @WithDefault("600")
        int perHour();
    }

    interface Bookmarks {
        /// Files of one project that one account may put stars on.
        @WithDefault("1000")
        int maxPaths();
    }

    interface Support {
        /// The e-mail address of those who help. Without one, or without a mail server, nobody can ask for help through
        /// the API.
        Optional<String> address();

        /// Tickets that one account, or one client address without an account, may write within an hour.
        @WithDefault("10")
        int perHour();
    }

    interface Mail {
        /// The mail server. Without one no mail is sent; administrators see what waits, and make the links.
        Optional<String> host();

        /// Port of the mail server.
        @WithDefault("587")
        int port();

        /// Name to sign in with at the mail server, where it asks for one.
        Optional<String> user();

        /// Password to sign in with at the mail server.
        Optional<String> password();

        /// `DISABLED`, `OPTIONAL` or `REQUIRED`: whether the connection is encrypted by STARTTLS.
        @WithDefault("OPTIONAL")
        String startTls();

        /// Whether the connection is encrypted from the beginning, as on port 465.
        @WithDefault("false")
        boolean tls();

        /// The sender's address.
        @WithDefault("calque@localhost")
        String from();

        /// How often mails that could not be sent are looked for.
        @WithDefault("PT15S")
        Duration retryInterval();

        /// How long mails are listed that could not be sent.
        @WithDefault("P30D")
        Duration keep();
    }
}
