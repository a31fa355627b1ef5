package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsPublicPathLicense;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.publicpaths.PublicPaths;
import org.calque.projects.publicpaths.PublicPaths.Published;

@ApplicationScoped
class ProjectsPublicPathLicenseHandler implements Handler<ProjectsPublicPathLicense> {
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    private final Access access;
    private final PublicPaths paths;
    private final Licences licences;

    ProjectsPublicPathLicenseHandler(Access access, PublicPaths paths, Licences licences) {
        this.access = access;
        this.paths = paths;
        this.licences = licences;
    }

    @Override
    public Outcome handle(ProjectsPublicPathLicense request, Caller caller) {
        var project = Uuids.parse(request.projectId());
        if (project.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        if (request.publicPathId() == null
                || !SHA1.matcher(request.publicPathId()).matches()) {
            return refused(Reason.INVALID, "public_path_id must be 40 hexadecimal digits");
        }
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return switch (access.toCollaborate(caller, project.get(), "must be a collaborator on project")) {
            case Denied(var why) -> why;
            case Admitted(var it) ->
                paths.published(request.publicPathId())
                        .map(published -> apply(published, it.projectId(), caller))
                        .orElseGet(() -> refused(Reason.NOT_FOUND, "no public path with id " + request.publicPathId()));
        };
    }

    private Outcome apply(Published published, UUID project, Caller caller) {
        var license = Uuids.parse(published.licenseId());
        return license.isPresent() && licences.add(caller, project, license.get()) instanceof Outcome.Refused full
                ? full
                : done(new Replies.Empty());
    }
}
