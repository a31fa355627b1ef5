package org.calque.query.tables;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.query.tables.accounts.AccountsTable;
import org.calque.query.tables.projects.ProjectsAllTable;
import org.calque.query.tables.projects.ProjectsTable;
import org.calque.query.tables.projects.PublicPathsTable;

/// Every table of the query language.
public final class Catalogue {
    private static final Map<String, Table> TABLES = Stream.of(
                    AccountsTable.TABLE, ProjectsTable.TABLE, ProjectsAllTable.TABLE, PublicPathsTable.TABLE)
            .collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));

    private Catalogue() {}

    public static Optional<Table> named(String name) {
        return Optional.ofNullable(TABLES.get(name));
    }

    public static Iterable<Table> all() {
        return TABLES.values();
    }
}
