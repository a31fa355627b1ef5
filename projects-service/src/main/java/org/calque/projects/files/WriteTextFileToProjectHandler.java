package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.projects.WriteTextFileToProject;
import org.calque.messages.projects.WriteTextFileToProject.Written;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Standing;
import org.calque.projects.files.TextFiles.Failed;

@ApplicationScoped
class WriteTextFileToProjectHandler implements Handler<WriteTextFileToProject> {
    private final Access access;
    private final TextFiles files;

    WriteTextFileToProjectHandler(Access access, TextFiles files) {
        this.access = access;
        this.files = files;
    }

    @Override
    public Outcome handle(WriteTextFileToProject request, Caller caller) {
        return switch (access.toWrite(caller, request.projectId())) {
            case Denied(var why) -> why;
            case Admitted(var project) -> write(project, request, caller);
        };
    }

    private Outcome write(Standing project, WriteTextFileToProject request, Caller caller) {
        files.use(project, caller);
        try {
            files.write(project, request.path(), request.content());
            files.used(project, request.path(), caller);
            return done(new Written());
        } catch (Failed failure) {
            return refused(Reason.FAILED, failure.getMessage());
        }
    }
}
