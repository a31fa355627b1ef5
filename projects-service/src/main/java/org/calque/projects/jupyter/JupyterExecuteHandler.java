package org.calque.projects.jupyter;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.projects.JupyterExecute;

@ApplicationScoped
class JupyterExecuteHandler implements Handler<JupyterExecute> {
    private final Jupyter jupyter;

    JupyterExecuteHandler(Jupyter jupyter) {
        this.jupyter = jupyter;
    }

    @Override
    public Outcome handle(JupyterExecute request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "not signed in");
        }
        if (request.hash() == null && request.input() == null) {
            return refused(Reason.INVALID, "Error: input or hash must not be null");
        }
        if (request.hash() == null && request.kernel() == null) {
            return refused(Reason.INVALID, "Error: kernel must be specified in hash is not specified");
        }
        return jupyter.refusal(caller, request.projectId());
    }
}
