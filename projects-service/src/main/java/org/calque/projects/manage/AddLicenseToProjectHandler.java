package org.calque.projects.manage;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.projects.AddLicenseToProject;

@ApplicationScoped
class AddLicenseToProjectHandler implements Handler<AddLicenseToProject> {
    private final Licences licences;

    AddLicenseToProjectHandler(Licences licences) {
        this.licences = licences;
    }

    @Override
    public Outcome handle(AddLicenseToProject request, Caller caller) {
        return licences.add(caller, request.projectId(), request.licenseId());
    }
}
