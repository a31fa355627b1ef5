package org.calque.accounts.invitations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.mail.MailKind;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.mail.Writing;
import org.calque.accounts.signin.Attempts;
import org.calque.accounts.signin.Attempts.Kind;
import org.calque.accounts.signup.Emails;
import org.calque.messages.Caller;

/// Keeps invitations of people who have no account yet, and mails those who are invited.
@ApplicationScoped
class Invitations {
    private final AccountRepository accounts;
    private final InvitationRows rows;
    private final Mails mails;
    private final Attempts attempts;
    private final Clock clock;
    private final AccountsConfig.Invitations config;

    /// Why nobody was invited; the message is for the caller.
    static final class NotKept extends Exception {
        private final int status;

        NotKept(int status, String why) {
            super(why, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    Invitations(
            AccountRepository accounts,
            InvitationRows rows,
            Mails mails,
            Attempts attempts,
            Clock clock,
            AccountsConfig config) {
        this.accounts = accounts;
        this.rows = rows;
        this.mails = mails;
        this.attempts = attempts;
        this.clock = clock;
        this.config = config.invitations();
    }

    /// Keeps an invitation for each address that no account has; all or none.
    ///
    /// @return the accounts that have the other addresses
    @Transactional(rollbackOn = NotKept.class)
    List<UUID> keep(Invitation invitation, Caller by) throws NotKept {
        var addresses = new ArrayList<String>();
        for (var given : invitation.to()) {
            var address = Emails.normal(given);
            if (!Emails.isValid(address)) {
                throw new NotKept(400, "invalid email address '" + given + "'");
            }
            addresses.add(address);
        }
        checkIsNotTooMuch(addresses.size(), by);
        var known = new ArrayList<UUID>();
        for (var address : addresses.stream().distinct().toList()) {
            var account = accounts.byEmail(address);
            if (account.isPresent()) {
                known.add(account.get().accountId);
            } else {
                keep(invitation, address, by);
            }
        }
        return known;
    }

    private void keep(Invitation invitation, String address, Caller by) {
        var now = clock.instant();
        rows.keep(address, invitation.projectId(), by.id(), now, now.plus(config.life()));
        mail(MailKind.INVITATION, null, address, invitation, by);
    }

    private void checkIsNotTooMuch(int addresses, Caller by) throws NotKept {
        var account = by.id().toString();
        attempts.oneByOne(Kind.INVITATION, account);
        if (attempts.within(config.per(), Kind.INVITATION, account) + addresses > config.limit()) {
            throw new NotKept(
                    429,
                    "an account may invite at most %d addresses within %d minutes; try again later"
                            .formatted(config.limit(), config.per().toMinutes()));
        }
        for (var i = 0; i < addresses; i++) {
            attempts.add(Kind.INVITATION, account);
        }
    }

    /// Mails an account that it was added, unless it was mailed about the project of late.
    @Transactional
    void tell(Invitation invitation, Caller by) {
        accounts.living(invitation.accountId())
                .filter(it -> it.emailAddress != null)
                .ifPresent(it -> mail(MailKind.ADDED_TO_PROJECT, it.accountId, it.emailAddress, invitation, by));
    }

    private void mail(MailKind kind, UUID account, String address, Invitation invitation, Caller by) {
        var now = clock.instant();
        var writing = new Writing(
                by.id(), invitation.projectId(), invitation.title(), invitation.subject(), invitation.text());
        attempts.oneByOne(Kind.INVITATION, address);
        if (mails.writtenTo(address, invitation.projectId(), now.minus(config.mailedOncePer())) == 0
                && mails.writtenTo(address, null, now.minus(config.per())) < config.mailsPerAddress()) {
            mails.write(kind, account, address, writing);
        }
    }
}
