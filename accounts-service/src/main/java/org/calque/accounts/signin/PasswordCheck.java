package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;

/// The check of the password of an account that is named rather than signed in to, throttled like sign-in.
@ApplicationScoped
public class PasswordCheck {
    private final Throttle throttle;
    private final Audit audit;

    /// How a try ended.
    public sealed interface Result {
        record Right() implements Result {}

        record Wrong() implements Result {}

        record TooMany(String text) implements Result {}
    }

    PasswordCheck(Throttle throttle, Audit audit) {
        this.throttle = throttle;
        this.audit = audit;
    }

    /// Counts, checks and counts again within one turn, so that many tries at once do not slip past the throttle.
    ///
    /// @param account its id; that of nobody is treated alike
    /// @param hash    null where there is none, which takes as long and fails
    public Result check(Passwords.Turn turn, UUID account, String password, String hash, Caller by) {
        var tooMany = throttle.refusalOfPassword(account);
        if (tooMany.isPresent()) {
            return new Result.TooMany(tooMany.get());
        }
        if (turn.matches(password, hash)) {
            return new Result.Right();
        }
        throttle.passwordFailed(account);
        audit.recordAlone(AuditEvent.PASSWORD_FAILED, by, account, Map.of());
        return new Result.Wrong();
    }
}
