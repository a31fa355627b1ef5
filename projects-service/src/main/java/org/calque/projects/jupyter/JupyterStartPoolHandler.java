package org.calque.projects.jupyter;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.JupyterStartPool;

@ApplicationScoped
class JupyterStartPoolHandler implements Handler<JupyterStartPool> {
    private final Jupyter jupyter;

    JupyterStartPoolHandler(Jupyter jupyter) {
        this.jupyter = jupyter;
    }

    @Override
    public Outcome handle(JupyterStartPool request, Caller caller) {
        return jupyter.refusal(caller, request.projectId());
    }
}
