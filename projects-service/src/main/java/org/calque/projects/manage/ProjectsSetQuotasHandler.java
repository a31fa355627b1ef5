package org.calque.projects.manage;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.bridge.ProjectsSetQuotas;
import org.calque.messages.projects.ProjectsSetAdminQuotas;

@ApplicationScoped
class ProjectsSetQuotasHandler implements Handler<ProjectsSetQuotas> {
    private final Handler<ProjectsSetAdminQuotas> quotas;

    ProjectsSetQuotasHandler(Handler<ProjectsSetAdminQuotas> quotas) {
        this.quotas = quotas;
    }

    @Override
    public Outcome handle(ProjectsSetQuotas request, Caller caller) {
        return quotas.handle(request.inV2(), caller);
    }
}
