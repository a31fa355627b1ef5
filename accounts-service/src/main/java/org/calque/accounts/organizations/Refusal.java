package org.calque.accounts.organizations;

import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// Why something about an organization is not done, in the words of the contract.
final class Refusal extends Exception {
    private final Reason reason;

    Refusal(Reason reason, String words) {
        super(words, null, false, false);
        this.reason = reason;
    }

    static Refusal forbidden(String words) {
        return new Refusal(Reason.FORBIDDEN, words);
    }

    static Refusal invalid(String words) {
        return new Refusal(Reason.INVALID, words);
    }

    static Refusal unknown(String words) {
        return new Refusal(Reason.NOT_FOUND, words);
    }

    Outcome outcome() {
        return Outcome.refused(reason, getMessage());
    }
}
