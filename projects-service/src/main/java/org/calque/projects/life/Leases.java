package org.calque.projects.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Unavailable;
import org.calque.messages.Json;

/// Which replica may run which project, kept in the database and measured by its clock. Each deed is one short
/// statement, and whoever locks a project's row and its lease locks them in this order.
@ApplicationScoped
public class Leases {
    private static final String GIVEN = """
            (select jsonb_object_agg(given.key, given.amount)
             from (
                 select u.key, sum(u.value::numeric) as amount
                 from members m cross join lateral jsonb_each_text(m.upgrades) u
                 where m.project_id = project.project_id and jsonb_typeof(m.upgrades) = 'object'
                    and u.value is not null
                 group by u.key) given)::text
            """;
    private static final String TAKE = """
            with project as (
                select project_id, settings from projects
                where project_id = ? and deleted is not true
                for no key update),
            lease as (
                insert into leases as l (project_id, replica)
                select project.project_id, r.replica from project, replicas r where r.replica = ? and r.until > now()
                on conflict (project_id) do update set replica = l.replica where l.replica = excluded.replica
                returning l.project_id, l.fence),
            noted as (
                update projects p set state = ?::jsonb from lease where p.project_id = lease.project_id)
            select
                lease.fence,
                project.settings::text,
                """ + GIVEN + """
                from lease join project using (project_id)""";
    private static final String HOLDER = """
            select r.address, extract(epoch from r.until - now()), p.deleted is true
            from projects p left join (leases l join replicas r using (replica)) using (project_id)
            where p.project_id = ?""";
    private static final String NOTE = """
            update projects p
            set state = ?::jsonb,
                run_quota = coalesce(?::jsonb, run_quota),
                last_started = case when ? then now() else last_started end,
                starts_failed = case when ? then 0 else starts_failed end,
                start_after = case when ? then null else start_after end
            where project_id = ? and exists (select from leases l where l.project_id = p.project_id and l.fence = ?)""";
    private static final String GIVE_BACK = """
            with project as (select project_id from projects where project_id = ? for no key update),
            lease as (
                delete from leases l using project
                where l.project_id = project.project_id and l.fence = ?
                returning l.project_id)
            update projects p
            set state = ?::jsonb,
                starts_failed = case when ? then starts_failed + 1 else starts_failed end,
                start_after = case
                    when ? then now() + least(?, ? * power(2, least(starts_failed, 20))) * interval '1 second'
                    else start_after end
            from lease where p.project_id = lease.project_id""";

    private final AgroalDataSource database;
    private final Clock clock;

    public Leases(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// How long a project that could not be started is left alone: the first pause, doubled each time, up to the
    /// longest.
    public record Pause(Duration first, Duration longest) {}

    /// Begins a life of the replica at an address. What an earlier one at the same address held is its own now: that
    /// one
    /// is dead, since no two can listen there.
    ///
    /// @param inherited is filled with the leases of the earlier life
    long begin(URI address, Duration length, List<Lease> inherited) {
        return inTransaction(connection -> {
            var replica = insert(connection, address, length);
            try (var inherit = connection.prepareStatement("""
                    update leases set replica = ?, fence = nextval('fences')
                    where replica in (select replica from replicas where address = ? and replica <> ?)
                    returning project_id, fence""")) {
                inherit.setLong(1, replica);
                inherit.setString(2, address.toString());
                inherit.setLong(3, replica);
                try (var rows = inherit.executeQuery()) {
                    while (rows.next()) {
                        inherited.add(new Lease(rows.getObject(1, UUID.class), replica, rows.getLong(2)));
                    }
                }
            }
            try (var delete = connection.prepareStatement("delete from replicas where address = ? and replica <> ?")) {
                delete.setString(1, address.toString());
                delete.setLong(2, replica);
                delete.executeUpdate();
            }
            return replica;
        });
    }

    private static long insert(Connection connection, URI address, Duration length) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into replicas (address, until) values (?, now() + ? * interval '1 millisecond')"
                        + " returning replica")) {
            insert.setString(1, address.toString());
            insert.setLong(2, length.toMillis());
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// Renews the term of a replica, and with it all its leases.
    ///
    /// @return false when it has ended
    boolean renew(long replica, Duration length) {
        return update(
                        "update replicas set until = now() + ? * interval '1 millisecond'"
                                + " where replica = ? and until > now()",
                        length.toMillis(),
                        replica)
                == 1;
    }

    /// Forgets replicas whose term has ended, so that others may take their projects.
    int bury() {
        return update("""
                delete from replicas
                where replica in (select replica from replicas where until <= now() for update skip locked)""");
    }

    /// Ends the life of a replica: all that it held is at rest.
    void end(long replica) {
        inTransaction(connection -> {
            run(connection, """
                    update projects p set state = ?::jsonb
                    from leases l where l.project_id = p.project_id and l.replica = ?""", opened(), replica);
            return run(connection, "delete from replicas where replica = ?", replica);
        });
    }

    /// Takes a project for a replica, in order to start it: that is its state from then on.
    Take take(UUID projectId, long replica) {
        var taken = ask(TAKE, row -> taken(projectId, replica, row), projectId, replica, starting());
        return taken.isPresent() ? taken.get() : otherwise(projectId);
    }

    private static Take taken(UUID projectId, long replica, ResultSet row) throws SQLException {
        return new Take.Taken(
                new Lease(projectId, replica, row.getLong(1)), json(row.getString(2)), json(row.getString(3)));
    }

    /// What a project is granted.
    ///
    /// @param settings what administrators have set for it
    /// @param upgrades what its people give to it, summed by name
    public record Granted(JsonNode settings, JsonNode upgrades) {}

    /// What a project is granted, whether it runs or not; empty when there is none.
    public Optional<Granted> granted(UUID projectId) {
        return ask(
                "select project.settings::text, " + GIVEN + " from projects project where project.project_id = ?",
                row -> new Granted(json(row.getString(1)), json(row.getString(2))),
                projectId);
    }

    private Take otherwise(UUID projectId) {
        return ask(
                        HOLDER,
                        row -> row.getBoolean(3)
                                ? new Take.NoSuchProject()
                                : row.getString(1) == null ? new Take.TermOver() : held(row),
                        projectId)
                .orElseGet(Take.NoSuchProject::new);
    }

    /// Who holds a project; empty when nobody does.
    Optional<Take.Held> holder(UUID projectId) {
        return ask(HOLDER, row -> row.getString(1) == null ? null : held(row), projectId);
    }

    private static Take.Held held(ResultSet row) throws SQLException {
        return new Take.Held(URI.create(row.getString(1)), Duration.ofMillis((long) (row.getDouble(2) * 1000)));
    }

    /// Notes the state of a project that is held.
    ///
    /// @param quota what it runs with, as JSON; null leaves what is there
    /// @return false when the lease has ended
    boolean note(Lease lease, RuntimeState state, String quota) {
        var runs = state.isRunning();
        return update(NOTE, json(state), quota, runs && quota != null, runs, runs, lease.projectId(), lease.fence())
                == 1;
    }

    /// Gives a project back, which is at rest.
    ///
    /// @param pause before it is started again by itself; null when it did not fail to start
    /// @return false when the lease had ended
    boolean giveBack(Lease lease, RuntimeState state, Pause pause) {
        var failed = pause != null;
        return update(
                        GIVE_BACK,
                        lease.projectId(),
                        lease.fence(),
                        json(state),
                        failed,
                        failed,
                        failed ? seconds(pause.longest()) : 0.0,
                        failed ? seconds(pause.first()) : 0.0)
                == 1;
    }

    /// Notes that a project is at rest which nobody holds.
    void rest(UUID projectId) {
        update("""
                update projects p set state = ?::jsonb
                where project_id = ? and state ->> 'state' <> 'opened'
                    and not exists (select from leases l where l.project_id = p.project_id)""", opened(), projectId);
    }

    /// Sets projects right whose holder is gone: they are at rest.
    int restAll(int limit) {
        return update("""
                update projects p set state = ?::jsonb
                from (
                    select project_id, state from projects o
                    where state ->> 'state' <> 'opened'
                        and not exists (select from leases l where l.project_id = o.project_id)
                    limit ?) orphan
                where p.project_id = orphan.project_id and p.state = orphan.state""", opened(), limit);
    }

    /// A project that a replica holds, and the state that is noted of it.
    record Noted(Lease lease, String state) {}

    List<Noted> heldBy(long replica) {
        return all(
                "select l.project_id, l.fence, p.state ->> 'state' from leases l join projects p using (project_id)"
                        + " where l.replica = ?",
                row -> new Noted(new Lease(row.getObject(1, UUID.class), replica, row.getLong(2)), row.getString(3)),
                replica);
    }

    private String opened() {
        return json(RuntimeState.OPENED);
    }

    private String starting() {
        return json(RuntimeState.STARTING);
    }

    private String json(RuntimeState state) {
        return state.toJson(clock.instant());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static JsonNode json(String text) {
        try {
            return text == null ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds JSON that is none", impossible);
        }
    }

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private int update(String statement, Object... values) {
        return with(connection -> run(connection, statement, values));
    }

    private <T> Optional<T> ask(String statement, Reader<T> reader, Object... values) {
        return all(statement, reader, values).stream()
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    <T> List<T> all(String statement, Reader<T> reader, Object... values) {
        return with(connection -> {
            try (var select = connection.prepareStatement(statement)) {
                bind(select, values);
                try (var rows = select.executeQuery()) {
                    var all = new ArrayList<T>();
                    while (rows.next()) {
                        all.add(reader.read(rows));
                    }
                    return all;
                }
            }
        });
    }

    private static int run(Connection connection, String statement, Object... values) throws SQLException {
        try (var update = connection.prepareStatement(statement)) {
            bind(update, values);
            return update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, java.sql.Types.VARCHAR);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private <T> T inTransaction(Work<T> work) {
        return with(connection -> {
            connection.setAutoCommit(false);
            try {
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T with(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.run(connection);
        } catch (SQLException failure) {
            throw new Unavailable("the database does not answer; try again soon", failure);
        }
    }
}
