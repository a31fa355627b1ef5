package org.calque.query.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.calque.messages.Service;
import org.calque.query.tables.SetRule.Broken;

/// The rules of one table: who sees which rows, which columns can be read, which can be set and how. Rules are data;
/// the
/// engine knows no table by name.
///
/// @param owner         the service that holds the rows
/// @param view          the view that the owner publishes for reading; null for rows that stand in none
/// @param writtenAs     name under which the owner takes changes
/// @param key           columns of the primary key
/// @param rows          SQL conditions that every row answers, see [#where]
/// @param projects      what a `project_id` in a get means
/// @param readByAnybody whether callers who are not signed in may read
/// @param people        whether the rows are the accounts of those who are on a project with the caller
/// @param adminOnly     whether only site administrators may use it
/// @param adminSets     whether only site administrators may change it
/// @param check         what a get must be like beyond naming columns
/// @param whenEmpty     what a get of a project that has no row is told; null for an answer without rows
/// @param whole         whether all rows are answered with all columns, whatever is asked for
/// @param limit         rows answered when the client names no limit; null for no limit
/// @param orderBy       order when the client names none; null for no order
/// @param required      columns that a set must have once the computed ones are filled in
/// @param deletes       whether rows can be deleted
/// @param clears        whether a null in a forced set clears its column
/// @param makes         whether a get makes a row of what it gives, and tells that
/// @param found         whether the owner finds a row when it is asked for
public record Table(
        String name,
        Service owner,
        String view,
        String writtenAs,
        List<String> key,
        Map<String, Column> columns,
        List<String> rows,
        ProjectRule projects,
        boolean readByAnybody,
        boolean people,
        boolean adminOnly,
        boolean adminSets,
        GetCheck check,
        String whenEmpty,
        boolean whole,
        Integer limit,
        String orderBy,
        List<String> required,
        boolean deletes,
        boolean clears,
        boolean makes,
        boolean found) {

    /// What a `project_id` in a get means.
    public enum ProjectRule {
        /// Nothing more than for any other column.
        NONE,
        /// The rows of one project, which the caller must be on, or else the rows of all the caller's projects.
        MINE,
        /// It must be given, and the caller must be on the project.
        GIVEN,
        /// It must be given; whom the rows are shown to is said by their conditions.
        GIVEN_OPEN,
        /// Nothing more than for any other column; whom the rows are shown to is said by their conditions.
        OPEN
    }

    /// Looks at the fields of a get, and at whether many rows are wanted.
    @FunctionalInterface
    public interface GetCheck {
        void check(ObjectNode fields, boolean many) throws Broken;
    }

    public static Declaration named(String name) {
        return new Declaration(name);
    }

    /// A column that can be read.
    public Optional<Column> gettable(String column) {
        return Optional.ofNullable(columns.get(column)).filter(Column::gettable);
    }

    /// Whether any column can be read.
    public boolean gettable() {
        return columns.values().stream().anyMatch(Column::gettable);
    }

    /// Whether any column can be set.
    public boolean settable() {
        return columns.values().stream().anyMatch(Column::settable);
    }

    /// The same table under another name: changes go to the same rows. Rows, order and limit are to be said anew.
    public Declaration virtual(String other) {
        var declaration = new Declaration(other);
        declaration.owner = owner;
        declaration.view = view;
        declaration.writtenAs = writtenAs;
        declaration.key = key;
        declaration.columns.putAll(columns);
        declaration.required = required;
        return declaration;
    }

    /// A table in the making.
    public static final class Declaration {
        private final String name;
        private Service owner;
        private String view;
        private String writtenAs;
        private List<String> key = List.of();
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final List<String> rows = new ArrayList<>();
        private ProjectRule projects = ProjectRule.NONE;
        private boolean readByAnybody;
        private boolean people;
        private boolean adminOnly;
        private boolean adminSets;
        private GetCheck check = (fields, many) -> {};
        private String whenEmpty;
        private boolean whole;
        private Integer limit;
        private String orderBy;
        private List<String> required = List.of();
        private boolean deletes;
        private boolean clears;
        private boolean makes;
        private boolean found;

        private Declaration(String name) {
            this.name = name;
            this.writtenAs = name;
        }

        public Declaration heldBy(Service service, String publishedView) {
            owner = service;
            view = publishedView;
            return this;
        }

        public Declaration key(String... names) {
            key = List.of(names);
            return this;
        }

        /// A condition on every row, in SQL over the view `t`. `{me}` stands for the caller's account id, null for
        /// nobody; `{member}` for whether the caller is on the project of the row (`t.project_id`).
        public Declaration where(String condition) {
            rows.add(condition);
            return this;
        }

        public Declaration projects(ProjectRule rule) {
            projects = rule;
            return this;
        }

        public Declaration readByAnybody() {
            readByAnybody = true;
            return this;
        }

        public Declaration adminOnly() {
            adminOnly = true;
            return this;
        }

        /// Everybody may read what the conditions show; administrators alone change it.
        public Declaration setByAdmins() {
            adminSets = true;
            return this;
        }

        /// The rows are the accounts of those who are on a project with the caller: on the given one, where it must be
        /// given.
        public Declaration people() {
            people = true;
            return this;
        }

        public Declaration check(GetCheck rule) {
            check = rule;
            return this;
        }

        /// The refusal of a get when the given project has no row at all.
        public Declaration whenEmpty(String words) {
            whenEmpty = words;
            return this;
        }

        /// All rows with all columns are the answer, nulls included, whatever is asked for.
        public Declaration whole() {
            whole = true;
            return this;
        }

        /// The name under which the owner takes changes, where it is another than the table's or its base's.
        public Declaration writtenAs(String writer) {
            writtenAs = writer;
            return this;
        }

        /// Rows can be deleted by their key.
        public Declaration deletes() {
            deletes = true;
            return this;
        }

        /// A null in a forced set clears its column.
        public Declaration nullClears() {
            clears = true;
            return this;
        }

        /// A get makes a row: the owner gets what the query gives, and the row that comes of it is told.
        public Declaration makes() {
            makes = true;
            return this;
        }

        /// The rows stand in no view of this owner: one is found when it is asked for. What may be asked for is said by
        /// the check.
        public Declaration foundBy(Service service) {
            owner = service;
            found = true;
            return this;
        }

        /// These columns of those declared so far, and no others.
        public Declaration only(String... names) {
            columns.keySet().retainAll(Set.of(names));
            return this;
        }

        /// Nothing of what is declared so far can be set.
        public Declaration readOnly() {
            columns.replaceAll((name, column) -> column.setBy(new SetRule.Never()));
            columns.values().removeIf(column -> !column.gettable());
            required = List.of();
            return this;
        }

        public Declaration limit(int limit) {
            this.limit = limit;
            return this;
        }

        public Declaration orderBy(String order) {
            orderBy = order;
            return this;
        }

        public Declaration required(String... names) {
            required = List.of(names);
            return this;
        }

        public Declaration columns(Column... more) {
            for (Column column : more) {
                columns.put(column.name(), column);
            }
            return this;
        }

        public Table build() {
            return new Table(
                    name,
                    owner,
                    view,
                    writtenAs,
                    key,
                    Collections.unmodifiableMap(columns),
                    List.copyOf(rows),
                    projects,
                    readByAnybody,
                    people,
                    adminOnly,
                    adminSets,
                    check,
                    whenEmpty,
                    whole,
                    limit,
                    orderBy,
                    required,
                    deletes,
                    clears,
                    makes,
                    found);
        }
    }
}
