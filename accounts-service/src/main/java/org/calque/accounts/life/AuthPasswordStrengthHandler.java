package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.rejected;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.calque.accounts.signup.PasswordStrength;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthPasswordStrength;
import org.calque.messages.accounts.AuthPasswordStrength.Strength;

@ApplicationScoped
class AuthPasswordStrengthHandler implements Handler<AuthPasswordStrength> {
    @Override
    public Outcome handle(AuthPasswordStrength request, Caller caller) {
        var password = request.password();
        if (password == null || password.isEmpty()) {
            return rejected(Reason.INVALID, "Password is required");
        }
        if (password.length() < PasswordStrength.SHORTEST) {
            return rejected(Reason.INVALID, "Password must be at least 8 characters long");
        }
        if (password.length() > PasswordStrength.LONGEST) {
            return rejected(Reason.INVALID, "Password must be at most 64 characters long");
        }
        var strength = PasswordStrength.of(password, List.of());
        return done(new Strength(strength.score(), strength.help()));
    }
}
