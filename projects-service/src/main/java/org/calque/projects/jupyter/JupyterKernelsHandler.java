package org.calque.projects.jupyter;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.JupyterKernels;

@ApplicationScoped
class JupyterKernelsHandler implements Handler<JupyterKernels> {
    private final Jupyter jupyter;

    JupyterKernelsHandler(Jupyter jupyter) {
        this.jupyter = jupyter;
    }

    @Override
    public Outcome handle(JupyterKernels request, Caller caller) {
        return jupyter.refusal(caller, request.projectId());
    }
}
