package org.calque.projects.publicpaths;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.projects.PublicPathsListingCached.Item;

/// What projects have published, and the stars on it.
@ApplicationScoped
class PublicPathRows {
    private static final String SHOWN = """
            select p.id, p.path, p.url, p.description, p.last_edited, coalesce(p.counter, 0),
                (select count(*) from public_path_stars s where s.public_path_id = p.id)
            from public_paths p
            where p.disabled is not true and p.unlisted is not true and (?1 or p.authenticated is not true)
                and exists (select from projects j where j.project_id = p.project_id and j.deleted is not true)
            order by p.last_edited desc nulls last, p.id
            limit ?2""";

    private final EntityManager database;
    private final Clock clock;

    PublicPathRows(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Newest first.
    @Transactional
    List<Item> shown(boolean toSomebody, int most) {
        List<?> rows = database.createNativeQuery(SHOWN, Object[].class)
                .setParameter(1, toSomebody)
                .setParameter(2, most)
                .getResultList();
        return rows.stream().map(it -> item((Object[]) it)).toList();
    }

    private static Item item(Object[] row) {
        return new Item(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                row[4] == null ? null : ((Instant) row[4]).getEpochSecond(),
                ((Number) row[5]).doubleValue(),
                ((Number) row[6]).longValue());
    }

    /// The project that has published this.
    @Transactional
    Optional<UUID> projectOf(String id) {
        return database.createNativeQuery("select project_id from public_paths where id = ?1", UUID.class)
                .setParameter(1, id)
                .getResultStream()
                .findFirst()
                .map(UUID.class::cast);
    }

    @Transactional
    void saved(String id) {
        database.createNativeQuery("update public_paths set last_saved = ?2 where id = ?1")
                .setParameter(1, id)
                .setParameter(2, clock.instant())
                .executeUpdate();
    }

    /// Whether there is something of this id that is published now; it has the account's star from then on.
    @Transactional
    boolean star(String id, UUID account) {
        var isThere = isPublished(id);
        if (isThere) {
            database.createNativeQuery("insert into public_path_stars (public_path_id, account_id) values (?1, ?2)"
                            + " on conflict do nothing")
                    .setParameter(1, id)
                    .setParameter(2, account)
                    .executeUpdate();
        }
        return isThere;
    }

    private boolean isPublished(String id) {
        return !database.createNativeQuery("""
                        select from public_paths p join projects j on j.project_id = p.project_id
                        where p.id = ?1 and p.disabled is not true and j.deleted is not true for key share of p""")
                .setParameter(1, id)
                .getResultList()
                .isEmpty();
    }

    @Transactional
    void unstar(String id, UUID account) {
        database.createNativeQuery("delete from public_path_stars where public_path_id = ?1 and account_id = ?2")
                .setParameter(1, id)
                .setParameter(2, account)
                .executeUpdate();
    }
}
