package org.calque.projects;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class MemberRepository implements PanacheRepositoryBase<Member, Member.Key> {
    /// Everybody on the project, in the order in which they came.
    public List<Member> of(UUID projectId) {
        return list("projectId", Sort.by("added", "accountId"), projectId);
    }

    /// Upgrades that an account gives to a project; JSON as text.
    record Given(UUID projectId, String upgrades) {}

    /// All upgrades that the account gives.
    List<Given> upgradesOf(UUID accountId) {
        return find("accountId = ?1 and upgrades is not null", accountId)
                .project(Given.class)
                .list();
    }

    /// Makes the account a collaborator, or a viewer, unless it is one, or more, already; whether that changed
    /// anything.
    ///
    /// @param group never the owner's
    public boolean add(UUID projectId, UUID accountId, Group group) {
        return getEntityManager()
                        .createNativeQuery("""
                                insert into members as m (project_id, account_id, "group")
                                values (?1, ?2, ?3)
                                on conflict (project_id, account_id) do update set "group" = excluded."group"
                                where m."group" = 'viewer' and excluded."group" <> 'viewer'""")
                        .setParameter(1, projectId)
                        .setParameter(2, accountId)
                        .setParameter(3, group.wireName())
                        .executeUpdate()
                == 1;
    }

    /// How many owners the project has.
    public long owners(UUID projectId) {
        return count("projectId = ?1 and group = ?2", projectId, Group.OWNER);
    }
}
