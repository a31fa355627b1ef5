package org.calque.accounts.reset;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.mail.MailKind;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.mail.Mails.Delivery;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AccountsSendVerificationEmail;

@ApplicationScoped
class AccountsSendVerificationEmailHandler implements Handler<AccountsSendVerificationEmail> {
    private final AccountRepository accounts;
    private final ResetThrottle throttle;
    private final Mails mails;
    private final Audit audit;

    AccountsSendVerificationEmailHandler(AccountRepository accounts, ResetThrottle throttle, Mails mails, Audit audit) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public Outcome handle(AccountsSendVerificationEmail request, Caller caller) {
        var account = caller.isAccount() ? accounts.living(caller.id()) : java.util.Optional.<Account>empty();
        if (account.isEmpty()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var email = account.get().emailAddress;
        if (email == null) {
            return refused(Reason.INVALID, "this account has no email address");
        }
        if (throttle.refusal(email, caller.address()).isPresent()) {
            return refused(Reason.TOO_MANY, "too many mails were asked for; wait an hour, then try again");
        }
        long mail = QuarkusTransaction.requiringNew().call(() -> {
            audit.record(AuditEvent.EMAIL_VERIFICATION_ASKED, caller, caller.id());
            return mails.addForNow(MailKind.VERIFY_EMAIL, caller.id(), email);
        });
        return switch (mails.send(mail)) {
            case Delivery.Sent() -> done(new Replies.StatusSuccess());
            case Delivery.NotSent(String why) -> refused(Reason.UNAVAILABLE, why);
        };
    }
}
