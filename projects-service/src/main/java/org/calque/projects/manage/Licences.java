package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.facts.ProjectChanged;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.ProjectsConfig;

/// Licences on a project: the keys of its `site_license`. What a licence gives is for billing-service to say; one that
/// it does not know gives nothing.
@ApplicationScoped
class Licences {
    private static final String ADD = """
            update projects
            set site_license = coalesce(site_license, '{}') || jsonb_build_object(cast(?2 as text), cast('{}' as jsonb))
            where project_id = ?1 and (select count(*) from jsonb_object_keys(coalesce(site_license, '{}')) as held
                where held <> cast(?2 as text)) < %d""";

    private final Access access;
    private final EntityManager database;
    private final Outbox outbox;
    private final int max;

    Licences(Access access, EntityManager database, Outbox outbox, ProjectsConfig config) {
        this.access = access;
        this.database = database;
        this.outbox = outbox;
        this.max = config.people().maxLicences();
    }

    @Transactional
    Outcome add(Caller caller, String projectId, String licenseId) {
        return change(caller, projectId, licenseId, ADD.formatted(max));
    }

    @Transactional
    Outcome remove(Caller caller, String projectId, String licenseId) {
        return change(
                caller,
                projectId,
                licenseId,
                "update projects set site_license = site_license - cast(?2 as text) where project_id = ?1");
    }

    private Outcome change(Caller caller, String projectId, String licenseId, String statement) {
        return switch (access.toWrite(caller, projectId)) {
            case Denied(Outcome.Refused(var reason, Problem(var why, var _))) ->
                refused(reason, "must have write access to " + projectId + " -- " + why);
            case Denied(var why) -> why;
            case Admitted(var project) ->
                Uuids.parse(licenseId)
                        .map(it -> change(project.projectId(), it, caller, statement))
                        .orElseGet(() -> refused(Reason.INVALID, "license_id must be a valid uuid"));
        };
    }

    /// The same on a project that the caller is known to be on.
    @Transactional
    Outcome add(Caller caller, UUID project, UUID license) {
        return change(project, license, caller, ADD.formatted(max));
    }

    private Outcome change(UUID project, UUID license, Caller caller, String statement) {
        var changed = database.createNativeQuery(statement)
                .setParameter(1, project)
                .setParameter(2, license.toString())
                .executeUpdate();
        if (changed == 0) {
            return refused(Reason.TOO_MANY, "a project may have at most " + max + " licences");
        }
        outbox.add(new ProjectChanged(project, java.util.List.of("site_license"), caller.id()));
        return done(new Replies.Success());
    }
}
