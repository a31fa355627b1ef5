package org.calque.query.tables;

/// The type of a column: how PostgreSQL writes its value as JSON, and how a value of a client meets it.
public enum Type {
    UUID("uuid"),
    TEXT("text"),
    /// Text that is never made out of another type.
    NAME("text"),
    BOOLEAN("boolean"),
    INTEGER("integer"),
    REAL("real"),
    DOUBLE("double precision"),
    TIMESTAMP("timestamptz"),
    /// A JSON object, in sets merged key by key.
    JSONB("jsonb"),
    TEXTS("text[]"),
    UUIDS("uuid[]"),
    INTEGERS("integer[]"),
    /// A row of bits, told as a text of 0 and 1.
    BITS("bit varying");

    private final String sql;

    Type(String sql) {
        this.sql = sql;
    }

    public boolean isArray() {
        return this == TEXTS || this == UUIDS || this == INTEGERS;
    }

    /// SQL for a value that is not there.
    String nothing() {
        return "null::" + sql;
    }

    /// Whether values are bound as JSON text.
    public boolean isBoundAsJson() {
        return this == JSONB || isArray();
    }

    /// SQL for a bound value of this type.
    public String operand() {
        return isArray()
                ? "array(select jsonb_array_elements_text(cast(? as jsonb)))::" + sql
                : "cast(? as " + sql + ")";
    }

    /// SQL for one bound element of an array; the same as [#operand] for everything else.
    public String element() {
        return switch (this) {
            case TEXTS -> "cast(? as text)";
            case UUIDS -> "cast(? as uuid)";
            case INTEGERS -> "cast(? as integer)";
            default -> operand();
        };
    }

    /// SQL for a stored value that is compared with a bound one. Clients know times to the millisecond.
    public String compared(String stored) {
        return this == TIMESTAMP ? "date_trunc('milliseconds', " + stored + ")" : stored;
    }

    /// SQL for the text of a stored time.
    String text(String stored) {
        return "to_char(" + stored + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    /// SQL for the JSON text of a stored value; null for null.
    String json(String stored) {
        return switch (this) {
            case UUID -> "'\"' || " + stored + " || '\"'";
            case TIMESTAMP -> "'\"' || " + text(stored) + " || '\"'";
            case JSONB -> "nullif(" + stored + ", 'null')::text";
            case BOOLEAN -> "case " + stored + " when true then 'true' when false then 'false' end";
            case INTEGER -> stored + "::text";
            default -> "to_json(" + stored + ")::text";
        };
    }
}
