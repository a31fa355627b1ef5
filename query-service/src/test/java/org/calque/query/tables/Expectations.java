package org.calque.query.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.query.oracle.Rules;

/// What of a declaration is not as the contract has it, as far as it can be seen without rows.
public final class Expectations {
    private static final Map<String, Rules> RULES = Rules.all();

    /// Answered whole, and without the name of a path.
    private static final String WITHOUT_NAME = "all_public_paths";

    private Expectations() {}

    public static List<String> differences(Table table) {
        var rules = RULES.get(table.name());
        var wrong = new ArrayList<String>();
        var get = new TreeSet<>(rules.get().keySet());
        if (table.name().equals(WITHOUT_NAME)) {
            get.remove("name");
        }
        compare(wrong, "columns to read", get, names(table, Column::gettable));
        compare(
                wrong,
                "columns to set",
                new TreeMap<>(rules.set()),
                new TreeMap<>(table.columns().values().stream()
                        .filter(Column::settable)
                        .collect(Collectors.toMap(Column::name, it -> word(it.setRule())))));
        compare(wrong, "key", rules.key(), table.key());
        compare(wrong, "required", rules.required(), table.required());
        compare(wrong, "deletes", rules.deletes(), table.deletes());
        compare(wrong, "clears", rules.clears(), table.clears());
        if (!table.name().equals(WITHOUT_NAME)) {
            compare(wrong, "order", rules.order(), table.orderBy());
        }
        compare(wrong, "limit", rules.limit(), table.limit());
        compare(wrong, "anonymous", rules.anonymous(), table.readByAnybody());
        if (table.gettable()) {
            compare(wrong, "for administrators", rules.adminGet(), table.adminOnly());
        }
        if (table.settable()) {
            compare(wrong, "set by administrators", rules.adminSet(), table.adminOnly() || table.adminSets());
        }
        table.columns().values().stream()
                .filter(it -> it.gettable() && it.isStored() && rules.get().containsKey(it.name()))
                .filter(it -> !rules.isTheCallersOwn(it.name()))
                .forEach(it -> compare(wrong, it.name(), shown(rules, it), it.read() + " of " + it.stored()));
        return wrong;
    }

    /// How a column is told: with the default and the dates of the contract; or not at all.
    private static String shown(Rules rules, Column column) {
        var plain = Column.of(column.name(), column.type());
        var dates = rules.dates().get(column.name());
        var dated = dates == null ? plain : plain.dates(dates.toArray(String[]::new));
        var fallback = rules.get().get(column.name());
        var shown = rules.isConcealed(column.name())
                ? plain.get().concealed()
                : fallback.isNull() ? dated.get() : dated.get(fallback.toString());
        return shown.read() + " of " + shown.stored();
    }

    private static TreeSet<String> names(Table table, Function<Column, Boolean> which) {
        return table.columns().values().stream()
                .filter(which::apply)
                .map(Column::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String word(SetRule rule) {
        return switch (rule) {
            case SetRule.Never() -> "never";
            case SetRule.Free() -> "free";
            case SetRule.Caller() -> "account_id";
            case SetRule.ProjectWrite() -> "project_write";
            case SetRule.ProjectOwner() -> "project_owner";
            case SetRule.Computed(SetRule.Rule computed) -> "computed";
        };
    }

    private static void compare(List<String> wrong, String what, Object expected, Object declared) {
        if (!Objects.equals(expected, declared)) {
            wrong.add(what + ": " + expected + " expected, but " + declared);
        }
    }
}
