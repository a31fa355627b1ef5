package org.calque.query.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.calque.messages.Json;

/// One column as the query language sees it. What is written here decides alone what is read or changed.
///
/// @param stored SQL for the stored value, in a view called `t`; absent when the column only says which rows are meant
/// @param asked  SQL over the view `t` for whether a row is meant by the text that is bound to its `?`; absent for most
/// @param dates  keys of a map that hold times, see [#dates]
/// @param read   SQL for the JSON text of the value with its default filled in, null for nothing; absent when the
///               column cannot be read
public record Column(
        String name, Type type, String stored, String asked, Set<String> dates, String read, SetRule setRule) {

    public static Column of(String name, Type type) {
        return new Column(name, type, own(name), null, Set.of(), null, new SetRule.Never());
    }

    private static String own(String name) {
        return "t.\"" + name + "\"";
    }

    public static Column uuid(String name) {
        return of(name, Type.UUID);
    }

    public static Column text(String name) {
        return of(name, Type.TEXT);
    }

    public static Column name(String name) {
        return of(name, Type.NAME);
    }

    public static Column flag(String name) {
        return of(name, Type.BOOLEAN);
    }

    public static Column integer(String name) {
        return of(name, Type.INTEGER);
    }

    public static Column real(String name) {
        return of(name, Type.REAL);
    }

    public static Column decimal(String name) {
        return of(name, Type.DOUBLE);
    }

    public static Column time(String name) {
        return of(name, Type.TIMESTAMP);
    }

    public static Column map(String name) {
        return of(name, Type.JSONB);
    }

    public static Column texts(String name) {
        return of(name, Type.TEXTS);
    }

    public static Column uuids(String name) {
        return of(name, Type.UUIDS);
    }

    public static Column bits(String name) {
        return of(name, Type.BITS);
    }

    /// A column that a get names to say whose rows it wants; it is not answered.
    public static Column restricting(String name, Type type) {
        return new Column(name, type, null, null, Set.of(), "null", new SetRule.Never());
    }

    /// A text by which a get looks for rows: SQL over the view `t` with one `?`, which it is bound to. It is not
    /// answered.
    public static Column looking(String name, String sql) {
        return new Column(name, Type.TEXT, null, sql, Set.of(), "null", new SetRule.Never());
    }

    /// What is told depends on who asks: SQL over the view `t`, in which `{me}` stands for the caller's account id,
    /// null
    /// for nobody. To be said before [#get].
    public Column toCaller(String sql) {
        return new Column(name, type, "(" + sql + ")", asked, dates, read, setRule);
    }

    /// A map in which these keys, at any of its upper levels, hold times: they are told as all other times are. `*` are
    /// all keys. To be said before [#get].
    public Column dates(String... keys) {
        return new Column(name, type, stored, asked, Set.of(keys), read, setRule);
    }

    /// Can be read; nothing stands in for a missing value.
    public Column get() {
        return readAs(type.json(shown()));
    }

    /// Can be read; a missing value is answered as this JSON. Where both are objects, the keys that are missing or null
    /// in the stored one are filled in, one level deep.
    public Column get(String defaultJson) {
        var fallback = parse(defaultJson);
        var literal = "'" + fallback.toString().replace("'", "''") + "'";
        var whole = "coalesce(" + type.json(shown()) + ", " + literal + ")";
        if (!fallback.isObject() || fallback.isEmpty()) {
            return readAs(whole);
        }
        return readAs("""
                case when jsonb_typeof(%1$s) = 'object' then (%2$s::jsonb || coalesce(
                    (select jsonb_object_agg(key, value) from jsonb_each(%1$s)
                    where value <> 'null' or not jsonb_exists(%2$s, key)), '{}'))::text
                else %3$s end""".formatted(stored, literal, whole));
    }

    /// Can be asked for, and is never told: it is answered as if nothing were stored.
    public Column concealed() {
        return new Column(name, type, type.nothing(), asked, Set.of(), "null::text", setRule);
    }

    /// Can be set to whatever the client likes.
    public Column set() {
        return setBy(new SetRule.Free());
    }

    public Column setBy(SetRule rule) {
        return new Column(name, type, stored, asked, dates, read, rule);
    }

    /// Whether there is a value of it, to be told or compared.
    public boolean isStored() {
        return stored != null;
    }

    /// Whether it is a column of the view: what a caller is told may be made of others.
    public boolean isPublished() {
        return isStored() && (!stored.contains("{me}") || stored.contains(own(name)));
    }

    public boolean gettable() {
        return read != null;
    }

    public boolean settable() {
        return !(setRule instanceof SetRule.Never);
    }

    private String shown() {
        return dates.isEmpty() ? stored : JsonDates.normalized(stored, dates);
    }

    private Column readAs(String sql) {
        return new Column(name, type, stored, asked, dates, sql, setRule);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(json, wrong);
        }
    }
}
