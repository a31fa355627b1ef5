package org.calque.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.copies.CopiesGroupsGet.State;
import org.calque.messages.copies.CopiesGroupsGet.Target;

/// Groups of copies from one source, and which copy is the newest of each of their targets. The copies themselves are
/// rows of the queue like any other, and how they stand is said there alone.
@ApplicationScoped
@Transactional(rollbackOn = SQLException.class)
class CopyGroups {
    private static final String STANDING = """
            select t.position, t.target_project_id, t.copy_id, coalesce(t.refusal, c.error) as error, c.started,
                c.finished,
                case when t.refusal is not null then 'REFUSED' when c.id is null then 'DELETED'
                    when c.finished is null then case when c.worker is null then 'WAITING' else 'RUNNING' end
                    when c.error is null then 'SUCCEEDED' else 'FAILED' end as state
            from copy_group_targets t left join copy_paths c on c.id = t.copy_id and c.deleted_at is null
            where t.group_id = ?""";

    private final AgroalDataSource database;
    private final CopyRepository copies;

    CopyGroups(AgroalDataSource database, CopyRepository copies) {
        this.database = database;
        this.copies = copies;
    }

    /// What was asked for, for each of the targets.
    record Group(UUID id, Instant time, CopyWish wish) {}

    /// A target, and what it gets.
    ///
    /// @param copy    null when it gets none
    /// @param refusal why it gets none; else null
    record Aim(UUID project, Copy copy, String refusal) {}

    /// How many targets of a try get a copy, and how many are refused.
    record Tried(int copies, int refused) {
        static Tried of(List<Aim> aims) {
            int refused = (int) aims.stream().filter(it -> it.copy == null).count();
            return new Tried(aims.size() - refused, refused);
        }
    }

    /// Keeps a group and its copies.
    ///
    /// @param expire  when it may be forgotten
    /// @param request the request it is made for, when that may come again
    /// @return the group that the request stands for, this or an earlier one; empty when its key was used for
    ///         another
    public Optional<UUID> add(Group group, UUID account, Instant expire, List<Aim> aims, Optional<Repeatable> request)
            throws SQLException {
        var standsFor =
                request.map(it -> copies.standsFor(account, it, group.id)).orElseGet(() -> Optional.of(group.id));
        if (standsFor.filter(group.id::equals).isEmpty()) {
            return standsFor;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into copy_groups (id, account, time, wish, expire) values (?, ?, ?, ?::jsonb, ?)");
                var targets = connection.prepareStatement("insert into copy_group_targets"
                        + " (target_project_id, copy_id, refusal, group_id, position) values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, group.id);
            insert.setObject(2, account);
            insert.setObject(3, group.time.atOffset(ZoneOffset.UTC));
            insert.setString(4, written(group.wish));
            insert.setObject(5, expire.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
            for (int position = 0; position < aims.size(); position++) {
                addTarget(targets, aims.get(position), group.id, position);
            }
            targets.executeBatch();
        }
        addCopies(aims);
        return standsFor;
    }

    private static void addTarget(PreparedStatement statement, Aim aim, UUID group, int position) throws SQLException {
        statement.setObject(1, aim.project);
        statement.setObject(2, aim.copy == null ? null : aim.copy.id);
        statement.setString(3, aim.refusal);
        statement.setObject(4, group);
        statement.setInt(5, position);
        statement.addBatch();
    }

    private void addCopies(List<Aim> aims) {
        copies.addAll(aims.stream().map(Aim::copy).filter(it -> it != null).toList());
    }

    /// The group of this id, if the caller has made it. A key for some projects only does not find one that has
    /// copied into others.
    public Optional<Group> of(Caller caller, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select time, wish from copy_groups g where id = ?"
                        + " and account = ? and (?::uuid[] is null or not exists (select from copy_group_targets t"
                        + " where t.group_id = g.id and t.copy_id is not null and t.target_project_id <> all(?)))")) {
            var only = caller.limits().projects();
            var projects = only == null ? null : connection.createArrayOf("uuid", only.toArray());
            select.setObject(1, id);
            select.setObject(2, caller.id());
            select.setArray(3, projects);
            select.setArray(4, projects);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Group(id, CopyRows.instant(row, "time"), read(row.getString("wish"))))
                                .filter(it -> caller.limits().allow(it.wish.source()))
                        : Optional.empty();
            }
        }
    }

    /// How many targets are in each state.
    public Map<State, Integer> counts(UUID group) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select state, count(*) from (" + STANDING + ") s group by state")) {
            select.setObject(1, group);
            var counts = new TreeMap<State, Integer>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(State.valueOf(row.getString(1)), row.getInt(2));
                }
            }
            return counts;
        }
    }

    /// Targets in the order in which they were given.
    ///
    /// @param state in which they are to be; null for any
    public List<Target> targets(UUID group, State state, int limit, int offset) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select * from (" + STANDING
                        + ") s where coalesce(?, state) = state order by position limit ? offset ?")) {
            select.setObject(1, group);
            select.setString(2, state == null ? null : state.name());
            select.setInt(3, limit);
            select.setInt(4, offset);
            return list(select, CopyGroups::target);
        }
    }

    /// Copies of the group that have not ended.
    public List<UUID> unfinished(UUID group) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select copy_id from (" + STANDING + ") s where state in ('WAITING', 'RUNNING')")) {
            select.setObject(1, group);
            return list(select, row -> row.getObject(1, UUID.class));
        }
    }

    /// Targets that have got nothing and wait for nothing.
    public List<UUID> failed(UUID group) throws SQLException {
        try (var connection = database.getConnection()) {
            return new ArrayList<>(failed(connection, group).values());
        }
    }

    private static Map<Integer, UUID> failed(Connection connection, UUID group) throws SQLException {
        try (var select = connection.prepareStatement("select position, target_project_id from (" + STANDING
                + ") s where state in ('FAILED', 'REFUSED') order by position")) {
            select.setObject(1, group);
            var failed = new TreeMap<Integer, UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    failed.put(row.getInt(1), row.getObject(2, UUID.class));
                }
            }
            return failed;
        }
    }

    /// Tries those targets again that have failed still: of several that ask for it at once, one gets it.
    ///
    /// @param aimAt  what a target gets now; null to leave it as it is
    /// @param expire until when the group is to be kept at least
    public List<Aim> retry(UUID group, Function<UUID, Aim> aimAt, Instant expire) throws SQLException {
        try (var connection = database.getConnection();
                var lock = connection.prepareStatement(
                        "update copy_groups set expire = greatest(expire, ?) where id = ?");
                var update = connection.prepareStatement("update copy_group_targets set target_project_id = ?,"
                        + " copy_id = ?, refusal = ? where group_id = ? and position = ?")) {
            lock.setObject(1, expire.atOffset(ZoneOffset.UTC));
            lock.setObject(2, group);
            lock.executeUpdate();
            var aims = new ArrayList<Aim>();
            for (var target : failed(connection, group).entrySet()) {
                var aim = aimAt.apply(target.getValue());
                if (aim != null) {
                    aims.add(aim);
                    addTarget(update, aim, group, target.getKey());
                }
            }
            update.executeBatch();
            addCopies(aims);
            return aims;
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> list(PreparedStatement select, Reader<T> reader) throws SQLException {
        var list = new ArrayList<T>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                list.add(reader.read(row));
            }
        }
        return list;
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(
                row.getObject("target_project_id", UUID.class),
                State.valueOf(row.getString("state")).wireName(),
                row.getObject("copy_id", UUID.class),
                row.getString("error"),
                CopyRows.instant(row, "started"),
                CopyRows.instant(row, "finished"));
    }

    private static String written(CopyWish wish) {
        try {
            return Json.MAPPER.writeValueAsString(wish);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static CopyWish read(String wish) {
        try {
            return Json.MAPPER.readValue(wish, CopyWish.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the wish of a group cannot be read", unreadable);
        }
    }
}
