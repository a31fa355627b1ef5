package org.calque.query.tables;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table.GetCheck;
import org.calque.query.tables.Table.ProjectRule;

/// Declarations that are a little wrong: each lacks a restriction, shows or changes a little more or less, or says
/// something else than it should.
public final class Mutants {
    private static final GetCheck NO_CHECK = (fields, many) -> {};

    private Mutants() {}

    /// One wrong declaration.
    ///
    /// @param what is wrong with it
    public record Mutant(Table table, String what) {
        @Override
        public String toString() {
            return table.name() + ": " + what;
        }
    }

    /// Puts the mutant in the place of the right declaration while something is tried.
    public static void with(Mutant mutant, Runnable trial) {
        var right = Catalogue.named(mutant.table().name()).orElseThrow();
        Catalogue.replace(mutant.table());
        try {
            trial.run();
        } finally {
            Catalogue.replace(right);
        }
    }

    /// All mutants of all tables, in the same order every time.
    public static List<Mutant> all() {
        var mutants = new ArrayList<Mutant>();
        var tables = new ArrayList<Table>();
        Catalogue.all().forEach(tables::add);
        tables.sort(java.util.Comparator.comparing(Table::name));
        for (Table table : tables) {
            rows(table, mutants);
            callers(table, mutants);
            for (Column column : table.columns().values()) {
                reading(table, column, mutants);
                setting(table, column, mutants);
            }
            widened(table, tables, mutants);
        }
        return mutants;
    }

    private static void rows(Table table, List<Mutant> mutants) {
        for (String condition : table.rows()) {
            var others = new ArrayList<>(table.rows());
            others.remove(condition);
            add(mutants, table, "rows", others, "without the condition " + condition);
        }
        if (table.projects() != ProjectRule.NONE && table.projects() != ProjectRule.OPEN) {
            add(mutants, table, "projects", ProjectRule.NONE, "without the rule of projects");
        }
        if (table.projects() == ProjectRule.MINE || table.projects() == ProjectRule.GIVEN) {
            add(mutants, table, "projects", ProjectRule.GIVEN_OPEN, "open to those who are not on the project");
        }
        if (table.projects() == ProjectRule.OPEN) {
            add(mutants, table, "projects", ProjectRule.NONE, "without the limits of keys to projects");
        }
        if (table.people()) {
            add(mutants, table, "people", false, "of everybody");
        }
        if (table.whenEmpty() != null) {
            add(mutants, table, "whenEmpty", null, "without its words for a project that shows nothing");
        }
        if (table.whole()) {
            add(mutants, table, "whole", false, "with the columns that are asked for");
        }
        if (isChecked(table)) {
            add(mutants, table, "check", NO_CHECK, "without its check");
        }
        if (table.limit() != null) {
            add(mutants, table, "limit", null, "without its limit");
            add(mutants, table, "limit", table.limit() + 1, "with another limit");
        }
        if (table.orderBy() != null) {
            add(mutants, table, "orderBy", null, "without its order");
            add(mutants, table, "orderBy", table.orderBy().substring(1), "in the opposite order");
        }
    }

    private static boolean isChecked(Table table) {
        for (boolean many : new boolean[] {true, false}) {
            try {
                table.check().check(org.calque.messages.Json.MAPPER.createObjectNode(), many);
            } catch (Broken broken) {
                return true;
            }
        }
        return false;
    }

    private static void callers(Table table, List<Mutant> mutants) {
        if (table.adminOnly()) {
            add(mutants, table, "adminOnly", false, "for everybody who is signed in");
        } else {
            add(mutants, table, "adminOnly", true, "for administrators only");
        }
        if (table.adminSets()) {
            add(mutants, table, "adminSets", false, "set by everybody");
        }
        if (table.gettable()) {
            add(mutants, table, "readByAnybody", !table.readByAnybody(), "the other way for those not signed in");
        }
        for (String required : table.required()) {
            var others = new ArrayList<>(table.required());
            others.remove(required);
            add(mutants, table, "required", others, "not requiring " + required);
        }
        if (table.makes()) {
            add(mutants, table, "makes", false, "telling the rows that there are");
        }
        if (table.found()) {
            add(mutants, table, "found", false, "read from a view");
        }
        if (table.settable()) {
            add(mutants, table, "deletes", !table.deletes(), "the other way with deleting");
            add(mutants, table, "clears", !table.clears(), "the other way with nulls");
            add(mutants, table, "writtenAs", table.writtenAs() + "_x", "written elsewhere");
        }
    }

    private static void reading(Table table, Column column, List<Mutant> mutants) {
        var name = column.name();
        if (!column.gettable()) {
            column(mutants, table, column.get(), "showing " + name);
            return;
        }
        column(mutants, table, readAs(column, null), "not showing " + name);
        var plain = Column.of(name, column.type()).setBy(column.setRule());
        if (!plain.stored().equals(column.stored()) && column.isStored()) {
            column(mutants, table, plain.get(), "telling the concealed " + name);
        } else if (column.isStored() && !plain.get().read().equals(column.read())) {
            column(mutants, table, plain.get(), "without the default or the dates of " + name);
        } else if (column.isStored()) {
            column(mutants, table, column.get("{\"x\":1}"), "with a default for " + name);
            column(mutants, table, column.concealed(), "concealing " + name);
        }
    }

    private static void setting(Table table, Column column, List<Mutant> mutants) {
        var name = column.name();
        if (column.settable()) {
            column(mutants, table, column.setBy(new SetRule.Never()), "not setting " + name);
        } else if (table.settable()) {
            column(mutants, table, column.set(), "setting " + name);
        }
        if (column.settable() && !(column.setRule() instanceof SetRule.Free)) {
            column(mutants, table, column.set(), "setting " + name + " freely");
        }
        if (column.setRule() instanceof SetRule.ProjectOwner) {
            column(mutants, table, column.setBy(new SetRule.Caller()), "setting " + name + " to the caller");
        }
    }

    /// With a column of its base or of another view of the same rows.
    private static void widened(Table table, List<Table> tables, List<Mutant> mutants) {
        var more = new LinkedHashMap<String, Column>();
        tables.stream()
                .filter(it -> it != table && !it.found() && it.view().equals(table.view()))
                .forEach(it -> it.columns().values().stream()
                        .filter(column -> column.gettable() && column.isStored())
                        .filter(column -> !table.columns().containsKey(column.name()))
                        .forEach(column -> more.put(column.name(), column)));
        more.values()
                .forEach(column -> column(
                        mutants, table, column.setBy(new SetRule.Never()), "showing " + column.name() + ", too"));
    }

    private static Column readAs(Column column, String read) {
        return new Column(
                column.name(), column.type(), column.stored(), column.asked(), Set.of(), read, column.setRule());
    }

    private static void column(List<Mutant> mutants, Table table, Column column, String what) {
        Map<String, Column> columns = new LinkedHashMap<>(table.columns());
        columns.put(column.name(), column);
        add(mutants, table, "columns", columns, what);
    }

    private static void add(List<Mutant> mutants, Table table, String component, Object value, String what) {
        var components = Table.class.getRecordComponents();
        try {
            var values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(table);
            }
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            mutants.add(new Mutant(Table.class.getConstructor(types).newInstance(values), what));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
