package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.refused;

import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;

/// Refusals as API v1 words them, where errors begin with their kind.
final class InV1 {
    private InV1() {}

    static Outcome error(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var reason, Problem(var text, var _)) ? error(reason, text) : outcome;
    }

    static Outcome error(Reason reason, String text) {
        return refused(reason, "Error: " + text);
    }
}
