package org.calque.projects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Json;
import org.calque.messages.projects.ProjectsGet;

@ApplicationScoped
public class ProjectRepository implements PanacheRepositoryBase<Project, UUID> {
    private static final String STANDING = """
            select new org.calque.projects.Standing(
                p.projectId, p.hostUid, p.deleted, p.env, p.manageUsersOwnerOnly, m.group)
            from Project p left join Member m on m.projectId = p.projectId and m.accountId = ?2
            where p.projectId in ?1""";

    /// The project, and what this account is in it; one look into the database.
    public Optional<Standing> standing(UUID projectId, UUID accountId) {
        return standings(List.of(projectId), accountId).stream().findFirst();
    }

    /// The same for many projects; those that do not exist are missing.
    public List<Standing> standings(Collection<UUID> projectIds, UUID accountId) {
        return getEntityManager()
                .createQuery(STANDING, Standing.class)
                .setParameter(1, projectIds)
                .setParameter(2, accountId)
                .getResultList();
    }

    /// Projects of an account that are neither deleted nor hidden by it, last edited first.
    ///
    /// @param only none but these; null for all
    public List<ProjectsGet.Item> listedFor(UUID accountId, Set<UUID> only, int limit) {
        var query = getEntityManager()
                .createQuery("""
                        select new org.calque.messages.projects.ProjectsGet$Item(
                            p.projectId, p.title, p.description, p.name)
                        from Member m join Project p on p.projectId = m.projectId
                        where m.accountId = ?1 and coalesce(p.deleted, false) = false
                            and coalesce(m.hide, false) = false %s
                        order by p.lastEdited desc, p.projectId""".formatted(only == null ? "" : "and p.projectId in ?2"), ProjectsGet.Item.class)
                .setParameter(1, accountId)
                .setMaxResults(limit);
        return (only == null ? query : query.setParameter(2, only)).getResultList();
    }

    /// Until the end of the running transaction nobody else changes who works on the project in a way that depends on
    /// who else does. False when there is no such project.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean hold(UUID projectId) {
        return !getEntityManager()
                .createNativeQuery("select from projects where project_id = ?1 for no key update")
                .setParameter(1, projectId)
                .getResultList()
                .isEmpty();
    }

    /// The course that the project belongs to; until the end of the running transaction nobody else changes it.
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<ObjectNode> courseUnderLock(UUID projectId) {
        return getEntityManager()
                .createNativeQuery(
                        "select cast(course as text) from projects where project_id = ?1 for no key update",
                        String.class)
                .setParameter(1, projectId)
                .getResultStream()
                .filter(Objects::nonNull)
                .map(it -> (ObjectNode) read((String) it))
                .findFirst();
    }

    /// @param course null for none
    @Transactional(Transactional.TxType.MANDATORY)
    public void setCourse(UUID projectId, ObjectNode course) {
        getEntityManager()
                .createNativeQuery("update projects set course = cast(?2 as jsonb) where project_id = ?1")
                .setParameter(1, projectId)
                .setParameter(2, course == null ? null : course.toString())
                .executeUpdate();
    }

    /// A host user that no project has had.
    int freeHostUid(int first) {
        return first
                + ((Number) getEntityManager()
                                .createNativeQuery("select nextval('host_uids')")
                                .getSingleResult())
                        .intValue();
    }

    /// Sets what administrators grant a project, over what they have granted before; whether there is such a project.
    @Transactional
    public boolean set(UUID projectId, ObjectNode settings) {
        return getEntityManager()
                        .createNativeQuery("""
                                update projects
                                set settings = coalesce(settings, '{}') || cast(?2 as jsonb),
                                    starts_failed = 0, start_after = null
                                where project_id = ?1""")
                        .setParameter(1, projectId)
                        .setParameter(2, settings.toString())
                        .executeUpdate()
                == 1;
    }

    /// What the project is in: an object of `state`, `time` and maybe `error`.
    public JsonNode state(UUID projectId) {
        var found = getEntityManager()
                .createQuery("select p.state from Project p where p.projectId = ?1", String.class)
                .setParameter(1, projectId)
                .getResultList();
        return found.isEmpty() || found.getFirst() == null ? Json.MAPPER.createObjectNode() : read(found.getFirst());
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }

    /// Notes that the caller was active in the project.
    @Transactional
    public void touch(UUID projectId, UUID callerId, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        update projects
                        set last_edited = ?4,
                            last_active = last_active || jsonb_build_object(cast(?2 as text), cast(?3 as text))
                        where project_id = ?1""")
                .setParameter(1, projectId)
                .setParameter(2, callerId.toString())
                .setParameter(3, Json.TIME.format(now))
                .setParameter(4, now)
                .executeUpdate();
    }
}
