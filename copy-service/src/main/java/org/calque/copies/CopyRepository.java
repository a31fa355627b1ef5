package org.calque.copies;

import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.events.CopyEvent;
import org.calque.copies.events.EventLog;
import org.calque.kit.Outbox;
import org.calque.kit.Unavailable;
import org.calque.messages.Fact;
import org.calque.messages.copies.CopyPathStatus.Row;
import org.calque.messages.facts.CopyQueued;
import org.calque.messages.facts.CopyRequested;

/// Copies as clients see them.
@ApplicationScoped
class CopyRepository implements PanacheRepositoryBase<Copy, UUID> {
    private final Outbox outbox;
    private final EventLog events;
    private final AgroalDataSource database;

    CopyRepository(Outbox outbox, EventLog events, AgroalDataSource database) {
        this.outbox = outbox;
        this.events = events;
        this.database = database;
    }

    /// Which copies a list shows.
    ///
    /// @param source only out of this project; null for all
    /// @param target only into this project; null for all
    /// @param path   only of exactly this source path; null for all
    record Filter(UUID source, UUID target, String path, Which which, int limit, int offset) {
        enum Which {
            PENDING("finished is null"),
            FINISHED("finished is not null"),
            FAILED("finished is not null and c.error is not null");

            private final String condition;

            Which(String condition) {
                this.condition = condition;
            }
        }

        String select() {
            var conditions = new ArrayList<>(List.of("c.deleted_at is null", "c." + which.condition));
            if (source != null) {
                conditions.add("c.source_project_id = ?");
            }
            if (target != null) {
                conditions.add("c.target_project_id = ?");
            }
            if (path != null) {
                conditions.add("c.source_path = ?");
            }
            return "select c.id, c.time, c.source_project_id, c.source_path, c.target_project_id, c.target_path,"
                    + " c.overwrite_newer, c.delete_missing, c.backup, c.started, c.finished, c.scheduled, c.error,"
                    + " c.exclude from copy_paths c where " + String.join(" and ", conditions)
                    + " order by c.time desc, c.seq desc limit ? offset ?";
        }

        private void setValues(PreparedStatement select) throws SQLException {
            int at = 1;
            for (var value : new Object[] {source, target, path, limit, offset}) {
                if (value != null) {
                    select.setObject(at++, value);
                }
            }
        }
    }

    /// Keeps a copy that was just asked for, and tells of it.
    @Transactional
    public void add(Copy copy) {
        addAll(List.of(copy));
    }

    /// Keeps copies that were just asked for, and tells of them.
    @Transactional
    public void addAll(List<Copy> some) {
        persist(some);
        var facts = new ArrayList<Fact>();
        var told = new ArrayList<CopyEvent>();
        for (Copy copy : some) {
            var fact = fact(copy);
            facts.add(fact);
            CopyEvent.of(fact, copy.requestedBy, false).ifPresent(told::add);
        }
        outbox.addAll(facts);
        events.add(told);
    }

    private static Fact fact(Copy copy) {
        return copy.waitsForItsTime()
                ? new CopyRequested(copy.id, copy.sourceProjectId, copy.targetProjectId, copy.scheduled)
                : new CopyQueued(copy.id, copy.sourceProjectId, copy.targetProjectId);
    }

    /// Keeps a copy for a request that may come again, unless one was kept for it before.
    ///
    /// @return what was kept for the request: this copy or an earlier one; empty when its key was used for another
    @Transactional
    public Optional<UUID> addOnce(Copy copy, Repeatable request) {
        var kept = standsFor(copy.requestedBy, request, copy.id);
        if (kept.filter(copy.id::equals).isPresent()) {
            add(copy);
        }
        return kept;
    }

    /// Notes what a request that may come again stands for, unless that is noted by now. In a transaction with what
    /// is made for it.
    ///
    /// @return for what the request stands: `made`, or what was made for it before; empty when its key was used for
    ///         another
    Optional<UUID> standsFor(UUID account, Repeatable request, UUID made) {
        var isNew = getEntityManager()
                        .createNativeQuery("insert into copy_requests (account, key, request, copy_id)"
                                + " values (?1, ?2, ?3, ?4) on conflict do nothing")
                        .setParameter(1, account)
                        .setParameter(2, request.key())
                        .setParameter(3, request.content())
                        .setParameter(4, made)
                        .executeUpdate()
                > 0;
        if (isNew) {
            return Optional.of(made);
        }
        return getEntityManager()
                .createNativeQuery(
                        "select copy_id from copy_requests where account = ?1 and key = ?2 and request = ?3",
                        UUID.class)
                .setParameter(1, account)
                .setParameter(2, request.key())
                .setParameter(3, request.content())
                .getResultStream()
                .map(UUID.class::cast)
                .findFirst();
    }

    /// The copy of this id, unless it was deleted.
    @Transactional
    public Optional<Copy> visible(UUID id) {
        return find("id = ?1 and deletedAt is null", id).firstResultOptional();
    }

    /// Newest first. Read past Hibernate, by a statement that is the same for all places in a list: so it is
    /// prepared once, and its rows come in binary form.
    List<Row> list(Filter filter) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(filter.select())) {
            filter.setValues(select);
            var rows = new ArrayList<Row>(filter.limit);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw new Unavailable("copies cannot be listed now; try again soon", failure);
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        var exclude = found.getArray("exclude");
        return new Row(
                found.getObject("id", UUID.class),
                CopyRows.instant(found, "time"),
                found.getObject("source_project_id", UUID.class),
                found.getString("source_path"),
                found.getObject("target_project_id", UUID.class),
                found.getString("target_path"),
                found.getBoolean("overwrite_newer"),
                found.getBoolean("delete_missing"),
                found.getBoolean("backup"),
                CopyRows.instant(found, "started"),
                CopyRows.instant(found, "finished"),
                CopyRows.instant(found, "scheduled"),
                found.getString("error"),
                exclude == null ? null : List.of((String[]) exclude.getArray()),
                null,
                null,
                null);
    }
}
