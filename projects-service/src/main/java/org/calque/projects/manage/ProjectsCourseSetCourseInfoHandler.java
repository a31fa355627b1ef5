package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.kit.Handler;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.facts.ProjectChanged;
import org.calque.messages.projects.ProjectsCourseSetCourseInfo;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.ProjectRepository;
import org.calque.projects.ProjectsConfig;

@ApplicationScoped
class ProjectsCourseSetCourseInfoHandler implements Handler<ProjectsCourseSetCourseInfo> {
    private final Access access;
    private final ProjectRepository projects;
    private final Outbox outbox;
    private final int maxBytes;

    ProjectsCourseSetCourseInfoHandler(
            Access access, ProjectRepository projects, Outbox outbox, ProjectsConfig config) {
        this.access = access;
        this.projects = projects;
        this.outbox = outbox;
        this.maxBytes = config.maxColumnBytes();
    }

    @Override
    @Transactional
    public Outcome handle(ProjectsCourseSetCourseInfo request, Caller caller) {
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var problem = problem(request.course());
        if (problem.isPresent()) {
            return refused(Reason.INVALID, problem.get());
        }
        return switch (access.toCollaborate(caller, id.get(), "must be a collaborator on project")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> set(project.projectId(), request.course(), caller);
        };
    }

    private Outcome set(UUID project, ObjectNode course, Caller caller) {
        var before = projects.courseUnderLock(project);
        var strange = Stream.of(before.flatMap(ProjectsCourseSetCourseInfoHandler::placeOf), placeOf(course))
                .flatMap(Optional::stream)
                .filter(it -> !it.equals(project) && !isOn(it, caller))
                .findFirst();
        if (strange.isPresent()) {
            return refused(Reason.FORBIDDEN, "must be a collaborator on the course project " + strange.get());
        }
        if (!course.equals(before.orElse(null))) {
            projects.setCourse(project, course.isEmpty() ? null : course);
            outbox.add(new ProjectChanged(project, List.of("course"), caller.id()));
        }
        return done(new ProjectsCourseSetCourseInfo.Said(course));
    }

    private boolean isOn(UUID project, Caller caller) {
        return access.standing(project, caller)
                .filter(it -> access.isCollaborator(caller, it))
                .isPresent();
    }

    private static Optional<UUID> placeOf(ObjectNode course) {
        return Uuids.parse(course.path("project_id").textValue());
    }

    private Optional<String> problem(ObjectNode course) {
        if (course == null) {
            return Optional.of("course must be an object");
        }
        var json = course.toString();
        if (json.length() > maxBytes) {
            return Optional.of("course must have at most " + maxBytes + " characters of JSON");
        }
        if (json.contains("\\u0000")) {
            return Optional.of("course must not contain a NUL character");
        }
        return Stream.of(
                        notAnId(course, "project_id"),
                        notAnId(course, "account_id"),
                        notAText(course, "path"),
                        notAText(course, "type"),
                        notAText(course, "email_address"))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String notAnId(ObjectNode course, String field) {
        return !course.hasNonNull(field) || Uuids.isUuid(course.get(field).textValue())
                ? null
                : "course." + field + " must be a valid uuid";
    }

    private static String notAText(ObjectNode course, String field) {
        return !course.hasNonNull(field) || course.get(field).isTextual()
                ? null
                : "course." + field + " must be a string";
    }
}
