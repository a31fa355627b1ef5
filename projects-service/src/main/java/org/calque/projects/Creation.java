package org.calque.projects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Json;
import org.calque.messages.Uuids;
import org.calque.messages.facts.ProjectCreated;

/// Makes projects, with their home folders.
@ApplicationScoped
public class Creation {
    /// What the key of an account is told that may not use all projects of it.
    public static final String NOT_FOR_A_LIMITED_KEY =
            "an API key that is limited to projects cannot make another project";

    private final ProjectRepository projects;
    private final MemberRepository members;
    private final Workspaces workspaces;
    private final Outbox outbox;
    private final Clock clock;
    private final ProjectsConfig config;

    Creation(
            ProjectRepository projects,
            MemberRepository members,
            Workspaces workspaces,
            Outbox outbox,
            Clock clock,
            ProjectsConfig config) {
        this.projects = projects;
        this.members = members;
        this.workspaces = workspaces;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
    }

    /// What is asked for.
    ///
    /// @param image   null for the default of the site
    /// @param license licence ids, separated by commas; what is no id is passed over
    public record Wish(String title, String description, String image, String license) {}

    /// Why there can be no such project; empty when it can be made.
    public Optional<String> problem(Wish wish) {
        return Texts.problem("title", wish.title(), config.maxTitle())
                .or(() -> Texts.problem("description", wish.description(), config.maxDescription()))
                .or(() -> Texts.problem("image", wish.image(), 1000));
    }

    /// Makes it, with its home folder, for an owner. It is not started.
    @Transactional
    public Standing create(Wish wish, UUID owner) throws HomeException {
        var now = clock.instant();
        var project = new Project();
        project.projectId = UUID.randomUUID();
        project.title = wish.title();
        project.description = wish.description();
        project.computeImage = wish.image() == null || wish.image().isEmpty() ? config.defaultImage() : wish.image();
        project.siteLicense = licences(wish.license());
        project.created = now;
        project.lastEdited = now;
        project.state = "{\"state\":\"opened\",\"time\":\"" + Json.TIME.format(now) + "\"}";
        project.hostUid = projects.freeHostUid(config.firstUid());
        projects.persist(project);
        members.persist(Member.of(project.projectId, owner, Group.OWNER, now));
        outbox.add(new ProjectCreated(project.projectId, owner));
        projects.flush();
        workspaces.home(project.projectId, project.hostUid).close();
        return new Standing(project.projectId, project.hostUid, false, null, false, Group.OWNER);
    }

    private static String licences(String ids) {
        var licences = JsonNodeFactory.instance.objectNode();
        if (ids != null) {
            for (String id : ids.split(",")) {
                Uuids.parse(id.strip()).ifPresent(it -> licences.putObject(it.toString()));
            }
        }
        return licences.isEmpty() ? null : licences.toString();
    }
}
