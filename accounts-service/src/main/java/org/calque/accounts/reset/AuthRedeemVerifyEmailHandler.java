package org.calque.accounts.reset;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.signup.Emails;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AuthRedeemVerifyEmail;

@ApplicationScoped
class AuthRedeemVerifyEmailHandler implements Handler<AuthRedeemVerifyEmail> {
    private static final int SHORTEST_TOKEN = 16;

    private final AccountRepository accounts;
    private final EmailVerifications verifications;

    AuthRedeemVerifyEmailHandler(AccountRepository accounts, EmailVerifications verifications) {
        this.accounts = accounts;
        this.verifications = verifications;
    }

    @Override
    public Outcome handle(AuthRedeemVerifyEmail request, Caller caller) {
        if (request.token() == null || request.token().length() < SHORTEST_TOKEN) {
            return refused(Reason.INVALID, "token is too short");
        }
        var email = Emails.normal(request.emailAddress());
        if (!Emails.isValid(email)) {
            return refused(Reason.INVALID, "email_address is not valid");
        }
        var account = accounts.byEmail(email);
        if (account.isEmpty()) {
            return refused(Reason.NOT_FOUND, "no account with email address " + email);
        }
        return switch (verifications.redeem(account.get(), email, request.token(), caller)) {
            case VERIFIED -> done(new Replies.Empty());
            case NONE_ASKED -> refused(Reason.NOT_FOUND, "no email verification configured for " + email);
            case WRONG_TOKEN -> refused(Reason.FORBIDDEN, "tokens do not match");
        };
    }
}
