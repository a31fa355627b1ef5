package org.calque.accounts.messages;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.accounts.messages.Box.Mark;

@ApplicationScoped
class MessageRows {
    private static final String COLUMNS =
            "id, sent, from_id, to_ids, subject, body, thread_id, " + String.join(", ", Mark.columns());

    private final AgroalDataSource database;

    /// Which messages somebody asks for.
    enum Wanted {
        RECEIVED("m.sent is not null and m.to_ids @> array[cast(? as uuid)]", List.of(), List.of()),
        SENT("m.from_id = cast(? as uuid)", List.of(), List.of()),
        NEW(RECEIVED.whose, List.of(), List.of(Mark.READ, Mark.SAVED, Mark.DELETED)),
        STARRED(RECEIVED.whose, List.of(Mark.STARRED), List.of(Mark.DELETED)),
        LIKED(RECEIVED.whose, List.of(Mark.LIKED), List.of(Mark.DELETED));

        private final String whose;
        private final String conditions;

        Wanted(String whose, List<Mark> with, List<Mark> without) {
            this.whose = whose;
            this.conditions = Stream.of(
                            with.stream().map(this::bit),
                            Stream.concat(without.stream(), Stream.of(Mark.EXPIRE))
                                    .map(it -> "not " + bit(it)))
                    .flatMap(it -> it)
                    .collect(Collectors.joining(" and "));
        }

        /// Counted from 1, the bit of a receiver is the one behind the writer's.
        private String bit(Mark mark) {
            var at = whose.startsWith("m.from_id") ? "1" : "array_position(m.to_ids, cast(? as uuid)) + 1";
            return "coalesce(substring(m." + mark.column() + ", " + at + ", 1) = B'1', false)";
        }

        private String sql() {
            return whose + " and " + conditions;
        }

        /// How often the account is bound.
        private long times() {
            return sql().chars().filter(it -> it == '?').count();
        }
    }

    MessageRows(AgroalDataSource database) {
        this.database = database;
    }

    @Transactional(TxType.MANDATORY)
    int add(UUID from, Draft draft, Instant sent) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into messages (from_id, to_ids, subject, body, thread_id, sent)"
                                + " values (?, ?, ?, ?, ?, ?) returning id")) {
            insert.setObject(1, from);
            insert.setArray(2, ids(connection, draft.toIds()));
            insert.setString(3, draft.subject());
            insert.setString(4, draft.body());
            insert.setObject(5, draft.threadId());
            insert.setObject(6, time(sent));
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("a message could not be kept", failure);
        }
    }

    /// Adds a message for each member of an organization.
    ///
    /// @return whom they are for
    @Transactional(TxType.MANDATORY)
    List<UUID> addForMembers(UUID from, String organization, Draft text, Instant sent) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into messages (from_id, to_ids, subject, body, sent)
                        select ?, array[account_id], ?, ?, ? from accounts where org = ? and not deleted
                        order by created, account_id
                        returning to_ids[1]""")) {
            insert.setObject(1, from);
            insert.setString(2, text.subject());
            insert.setString(3, text.body());
            insert.setObject(4, time(sent));
            insert.setString(5, organization);
            try (var added = insert.executeQuery()) {
                var receivers = new ArrayList<UUID>();
                while (added.next()) {
                    receivers.add(added.getObject(1, UUID.class));
                }
                return receivers;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("messages could not be kept", failure);
        }
    }

    /// The message of this id; until the end of the running transaction nobody else changes it.
    @Transactional(TxType.MANDATORY)
    Optional<StoredMessage> lock(int id) {
        return one("select " + COLUMNS + " from messages where id = ? for no key update", id);
    }

    @Transactional
    Optional<StoredMessage> find(int id) {
        return one("select " + COLUMNS + " from messages where id = ?", id);
    }

    /// Writes a message that is locked.
    @Transactional(TxType.MANDATORY)
    void write(StoredMessage message) {
        var marks = Stream.of(Mark.values())
                .map(it -> it.column() + " = cast(? as bit varying)")
                .collect(Collectors.joining(", "));
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update messages set sent = ?, to_ids = ?, subject = ?,"
                        + " body = ?, thread_id = ?, " + marks + " where id = ?")) {
            update.setObject(1, time(message.sent()));
            update.setArray(2, ids(connection, message.toIds()));
            update.setString(3, message.subject());
            update.setString(4, message.body());
            update.setObject(5, message.threadId());
            int at = 6;
            for (Mark mark : Mark.values()) {
                update.setString(at++, message.marks().get(mark));
            }
            update.setInt(at, message.id());
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("a message could not be written", failure);
        }
    }

    /// The newest first.
    ///
    /// @param after only what was sent later; null for all
    @Transactional
    List<StoredMessage> list(UUID account, Wanted wanted, Instant after, int limit, int offset) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select " + COLUMNS + " from messages m where " + wanted.sql()
                        + (after == null ? "" : " and m.sent > ?")
                        + " order by m.sent desc nulls first, m.id desc limit ? offset ?")) {
            int at = 1;
            for (long i = wanted.times(); i > 0; i--) {
                select.setObject(at++, account);
            }
            if (after != null) {
                select.setObject(at++, time(after));
            }
            select.setInt(at++, limit);
            select.setInt(at, offset);
            return read(select);
        } catch (SQLException failure) {
            throw new IllegalStateException("messages cannot be read", failure);
        }
    }

    /// Counts up, or down, the unread messages of these accounts, whose rows are locked in the order of their ids: who
    /// writes to the same people at the same time must not wait for each other in a circle.
    @Transactional(TxType.MANDATORY)
    void countUnread(Collection<UUID> accounts, int more) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        with held as (
                            select account_id from accounts where account_id = any (?) order by account_id
                            for no key update)
                        update accounts a set unread_message_count = greatest(coalesce(unread_message_count, 0) + ?, 0)
                        from held where a.account_id = held.account_id""")) {
            update.setArray(1, ids(connection, accounts));
            update.setInt(2, more);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("unread messages could not be counted", failure);
        }
    }

    private Optional<StoredMessage> one(String sql, int id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setInt(1, id);
            return read(select).stream().findFirst();
        } catch (SQLException failure) {
            throw new IllegalStateException("a message cannot be read", failure);
        }
    }

    private static List<StoredMessage> read(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var messages = new ArrayList<StoredMessage>();
            while (rows.next()) {
                messages.add(message(rows));
            }
            return messages;
        }
    }

    private static StoredMessage message(ResultSet row) throws SQLException {
        var sent = row.getObject("sent", OffsetDateTime.class);
        Map<Mark, String> marks = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            var bits = row.getString(mark.column());
            if (bits != null) {
                marks.put(mark, bits);
            }
        }
        return new StoredMessage(
                row.getInt("id"),
                sent == null ? null : sent.toInstant(),
                row.getObject("from_id", UUID.class),
                List.of((UUID[]) row.getArray("to_ids").getArray()),
                row.getString("subject"),
                row.getString("body"),
                row.getObject("thread_id", Integer.class),
                marks);
    }

    private static java.sql.Array ids(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
