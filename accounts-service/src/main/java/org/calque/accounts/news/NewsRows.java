package org.calque.accounts.news;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.calque.messages.accounts.NewsList.Item;

@ApplicationScoped
class NewsRows {
    private static final String SELECT = "select id, date, channel, title, text, url, tags, until, hide from news";
    private static final String SHOWN = " where date <= ? and hide is not true and (until is null or until > ?)";
    private static final String NEWEST_FIRST = " order by date desc nulls last, id desc limit ?";
    private static final String INSERT = "insert into news (title, text, channel, url, tags, hide, until, date)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?) returning id";

    /// The history is a map of what the item was, by when it was changed, in seconds since 1970.
    private static final String REWRITE = """
            update news set
                history = coalesce(history, '{}') || jsonb_build_object(cast(? as text), jsonb_strip_nulls(
                    jsonb_build_object('title', title, 'text', text, 'url', url, 'channel', channel, 'tags', tags,
                        'hide', hide, 'date', extract(epoch from date)::bigint,
                        'until', extract(epoch from until)::bigint))),
                title = ?, text = ?, channel = ?, url = ?, tags = ?, hide = ?, until = ?, date = coalesce(?, date)
            where id = ? returning id""";

    private final AgroalDataSource database;
    private final Clock clock;

    NewsRows(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What everybody is shown now, the newest first.
    @Transactional
    List<Item> shown(int most) {
        var now = time(clock.instant());
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SELECT + SHOWN + NEWEST_FIRST)) {
            select.setObject(1, now);
            select.setObject(2, now);
            select.setInt(3, most);
            return items(select);
        } catch (SQLException failure) {
            throw new IllegalStateException("news cannot be read", failure);
        }
    }

    /// Whatever there is, the newest first.
    @Transactional
    List<Item> all(int most) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SELECT + NEWEST_FIRST)) {
            select.setInt(1, most);
            return items(select);
        } catch (SQLException failure) {
            throw new IllegalStateException("news cannot be read", failure);
        }
    }

    /// @return its id
    @Transactional
    int add(NewsItem item) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            bind(insert, 1, item, item.date() == null ? clock.instant() : item.date());
            return id(insert).orElseThrow();
        } catch (SQLException failure) {
            throw new IllegalStateException("news could not be kept", failure);
        }
    }

    /// Writes an item anew, and keeps what it was.
    ///
    /// @return its id; empty when there is no such item
    @Transactional
    OptionalInt rewrite(long id, NewsItem item) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(REWRITE)) {
            update.setString(1, Long.toString(clock.instant().getEpochSecond()));
            update.setLong(bind(update, 2, item, item.date()), id);
            return id(update);
        } catch (SQLException failure) {
            throw new IllegalStateException("news could not be changed", failure);
        }
    }

    private static int bind(PreparedStatement statement, int first, NewsItem item, Instant date) throws SQLException {
        int at = first;
        statement.setString(at++, item.title());
        statement.setString(at++, item.text());
        statement.setString(at++, item.channel());
        statement.setString(at++, item.url());
        statement.setArray(at++, texts(statement.getConnection(), item.tags()));
        statement.setBoolean(at++, item.hide());
        statement.setObject(at++, time(item.until()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(at++, time(date), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        return at;
    }

    private static java.sql.Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static OptionalInt id(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    private static List<Item> items(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var items = new ArrayList<Item>();
            while (rows.next()) {
                items.add(item(rows));
            }
            return items;
        }
    }

    private static Item item(ResultSet row) throws SQLException {
        var tags = row.getArray("tags");
        var date = seconds(row, "date");
        return new Item(
                row.getInt("id"),
                date == null ? 0 : date,
                row.getString("channel"),
                row.getString("title"),
                row.getString("text"),
                row.getString("url"),
                tags == null ? List.of() : List.of((String[]) tags.getArray()),
                seconds(row, "until"),
                row.getBoolean("hide") ? true : null);
    }

    private static Long seconds(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toEpochSecond();
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
