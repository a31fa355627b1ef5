package org.calque.projects.manage;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.RemoveLicenseFromProject;

@ApplicationScoped
class RemoveLicenseFromProjectHandler implements Handler<RemoveLicenseFromProject> {
    private final Licences licences;

    RemoveLicenseFromProjectHandler(Licences licences) {
        this.licences = licences;
    }

    @Override
    public Outcome handle(RemoveLicenseFromProject request, Caller caller) {
        return licences.remove(caller, request.projectId(), request.licenseId());
    }
}
