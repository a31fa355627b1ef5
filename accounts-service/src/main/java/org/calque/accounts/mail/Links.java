package org.calque.accounts.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;

/// Makes the links of mails. Only a hash of their secret is kept.
@ApplicationScoped
class Links {
    private static final int LENGTH = 32;

    private final AccountRepository accounts;
    private final EntityManager database;
    private final Clock clock;
    private final String publicUrl;

    /// @param expires null when it works until it is replaced
    record Link(String url, Instant expires) {
        @Override
        public String toString() {
            return "link";
        }
    }

    Links(AccountRepository accounts, EntityManager database, Clock clock, AccountsConfig config) {
        this.accounts = accounts;
        this.database = database;
        this.clock = clock;
        this.publicUrl = config.publicUrl().replaceAll("/+$", "");
    }

    /// A fresh link; none when the account has another address by now, or is gone. The account's row is held until the
    /// link is there, so that whoever changes the address or the password finds it and ends it.
    @Transactional
    Optional<Link> make(MailKind kind, UUID account, String emailAddress) {
        var owner = accounts.livingToChange(account).filter(it -> emailAddress.equals(it.emailAddress));
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        var secret = Secrets.letters(LENGTH);
        return Optional.of(
                kind.setsPassword() ? reset(kind, account, secret) : verification(account, emailAddress, secret));
    }

    /// The place to go for what somebody writes about: no secret, and the same for everybody.
    String placeOf(MailKind kind) {
        return publicUrl + (kind == MailKind.INVITATION ? "/auth/sign-up" : "/auth/sign-in");
    }

    /// Who writes a mail; nobody when the account is gone or banned.
    @Transactional
    Optional<Letters.Writer> writer(UUID account) {
        return accounts.living(account)
                .filter(it -> !it.banned)
                .map(it -> new Letters.Writer(
                        (it.firstName + " " + it.lastName).strip(),
                        it.emailAddress != null && isVerified(account, it.emailAddress) ? it.emailAddress : null));
    }

    private boolean isVerified(UUID account, String emailAddress) {
        return !database.createNativeQuery("select from accounts where account_id = ?1"
                        + " and jsonb_exists(email_address_verified, cast(?2 as text))")
                .setParameter(1, account)
                .setParameter(2, emailAddress)
                .getResultList()
                .isEmpty();
    }

    private Link reset(MailKind kind, UUID account, String secret) {
        var expires = clock.instant().plus(kind.linkLife());
        database.createNativeQuery("insert into password_resets (hash, account_id, expire) values (?1, ?2, ?3)")
                .setParameter(1, Secrets.hash(secret))
                .setParameter(2, account)
                .setParameter(3, expires)
                .executeUpdate();
        return new Link(publicUrl + "/auth/password-reset/" + secret, expires);
    }

    private Link verification(UUID account, String emailAddress, String secret) {
        database.createNativeQuery("insert into email_verifications (account_id, email_address, hash, created)"
                        + " values (?1, ?2, ?3, ?4) on conflict (account_id) do update"
                        + " set email_address = excluded.email_address, hash = excluded.hash,"
                        + " created = excluded.created")
                .setParameter(1, account)
                .setParameter(2, emailAddress)
                .setParameter(3, Secrets.hash(secret))
                .setParameter(4, clock.instant())
                .executeUpdate();
        return new Link(publicUrl + "/auth/verify-email?email=" + encoded(emailAddress) + "&token=" + secret, null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
