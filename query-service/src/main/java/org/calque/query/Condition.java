package org.calque.query;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// SQL of a declaration, in which the caller may stand: a condition of a table, see
/// [org.calque.query.tables.Table.Declaration#where], or a column, see [org.calque.query.tables.Column#toCaller].
///
/// @param callers how often the caller's account is to be bound
record Condition(String sql, int callers) {
    /// What stands for the caller in a condition.
    static final String ME = "{me}";

    private static final String MEMBER = "{member}";
    private static final String BOUND = "cast(? as uuid)";
    private static final Map<String, Condition> KNOWN = new ConcurrentHashMap<>();

    /// @param condition as declared; there are only so many of them
    /// @param member    SQL for whether the caller is on the project of a row
    static Condition of(String condition, String member) {
        return KNOWN.computeIfAbsent(member + condition, unknown -> parsed(condition.replace(MEMBER, member)));
    }

    /// @param column as declared; there are only so many of them
    static Condition of(String column) {
        return KNOWN.computeIfAbsent(column, Condition::parsed);
    }

    private static Condition parsed(String condition) {
        var callers = (condition.length() - condition.replace(ME, "").length()) / ME.length();
        return new Condition(condition.replace(ME, BOUND), callers);
    }
}
