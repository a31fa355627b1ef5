package org.calque.accounts.people;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.calque.messages.accounts.FoundUser;
import org.postgresql.PGStatement;

/// Finds accounts. Everybody may look; an address is shown only to whoever has named it, and to administrators.
@ApplicationScoped
class UserSearches {
    private static final String BAD_VALUE = "22";
    private static final int MOST_WORDS = 50;

    private static final String COLUMNS = """
            select account_id, first_name, last_name, name, last_active, created, banned, email_address,
                   coalesce(jsonb_exists(email_address_verified, email_address), false),
                   greatest(last_active, created) as seen
            from accounts where not deleted""";

    private final AgroalDataSource database;
    private final Clock clock;

    /// @param asAdmin   whether all accounts and addresses are shown
    /// @param active    only accounts active within this time, in words of PostgreSQL; empty for all
    /// @param emailOnly whether names are not looked at
    record Wish(SearchQuery query, boolean asAdmin, String active, boolean emailOnly, int limit) {}

    /// How it ended.
    sealed interface Result {
        record Found(List<FoundUser> users) implements Result {}

        record TooManyWords(int most) implements Result {}

        record BadInterval() implements Result {}
    }

    private record Seen(FoundUser user, OffsetDateTime at) {}

    /// One condition, and the values of its question marks.
    private record Condition(String sql, Object[] values, boolean showsEmail) {}

    UserSearches(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Those seen last come first.
    Result find(Wish wish) {
        if (wish.query().size() > MOST_WORDS) {
            return new Result.TooManyWords(MOST_WORDS);
        }
        var found = new LinkedHashMap<UUID, Seen>();
        try (var connection = database.getConnection()) {
            for (var condition : conditions(wish, connection)) {
                select(connection, condition, wish, found);
            }
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && failure.getSQLState().startsWith(BAD_VALUE)) {
                return new Result.BadInterval();
            }
            throw new IllegalStateException("accounts could not be searched", failure);
        }
        return new Result.Found(found.values().stream()
                .sorted(Comparator.comparing(Seen::at).reversed())
                .limit(Math.max(0, wish.limit()))
                .map(Seen::user)
                .toList());
    }

    private static List<Condition> conditions(Wish wish, Connection connection) throws SQLException {
        var query = wish.query();
        var conditions = new ArrayList<Condition>();
        if (!query.emails().isEmpty()) {
            var emails = connection.createArrayOf("text", query.emails().toArray());
            conditions.add(new Condition(" and email_address = any(?)", new Object[] {emails}, true));
        }
        if (wish.emailOnly()) {
            return conditions;
        }
        var listed = wish.asAdmin() ? "" : " and unlisted is not true";
        query.id()
                .ifPresent(id -> conditions.add(
                        new Condition(listed + " and account_id = ?", new Object[] {id}, wish.asAdmin())));
        for (var words : query.names()) {
            var sql = listed
                    + words.stream()
                            .map(word -> " and search_text like lower(?)")
                            .collect(Collectors.joining());
            conditions.add(
                    new Condition(sql, words.stream().map(UserSearches::part).toArray(), wish.asAdmin()));
        }
        return conditions;
    }

    /// The pattern of texts that hold this word.
    private static String part(String word) {
        return "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }

    private void select(Connection connection, Condition condition, Wish wish, Map<UUID, Seen> found)
            throws SQLException {
        var active = wish.active().isBlank() ? "" : " and last_active >= ?::timestamptz - ?::interval";
        try (var select = connection.prepareStatement(
                COLUMNS + condition.sql() + active + " order by seen desc limit " + Math.max(0, wish.limit()))) {
            // Which index is the right one depends on the word: a plan for all words would be a bad one.
            select.unwrap(PGStatement.class).setPrepareThreshold(0);
            int next = set(select, 1, condition.values());
            if (!active.isEmpty()) {
                set(select, next, clock.instant().atOffset(ZoneOffset.UTC), wish.active());
            }
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var seen = seen(rows, condition.showsEmail(), wish.asAdmin());
                    found.merge(
                            seen.user().accountId(),
                            seen,
                            (one, other) -> one.user().emailAddress() == null ? other : one);
                }
            }
        }
    }

    private static int set(PreparedStatement select, int first, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            select.setObject(first + i, values[i]);
        }
        return first + values.length;
    }

    private static Seen seen(ResultSet row, boolean showsEmail, boolean asAdmin) throws SQLException {
        return new Seen(
                new FoundUser(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        millis(row.getObject(5, OffsetDateTime.class)),
                        millis(row.getObject(6, OffsetDateTime.class)),
                        row.getBoolean(9),
                        showsEmail ? row.getString(8) : null,
                        asAdmin ? row.getBoolean(7) : null),
                row.getObject(10, OffsetDateTime.class));
    }

    private static Long millis(OffsetDateTime time) {
        return time == null ? null : time.toInstant().toEpochMilli();
    }
}
