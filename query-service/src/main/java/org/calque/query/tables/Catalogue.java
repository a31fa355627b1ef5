package org.calque.query.tables;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.query.tables.accounts.AccountProfilesTable;
import org.calque.query.tables.accounts.AccountsTable;
import org.calque.query.tables.accounts.CollaboratorsOneProjectTable;
import org.calque.query.tables.accounts.CollaboratorsTable;
import org.calque.query.tables.accounts.CrmAccountsTable;
import org.calque.query.tables.accounts.CrmAgentsTable;
import org.calque.query.tables.projects.AllPublicPathsTable;
import org.calque.query.tables.projects.CrmFileUseTable;
import org.calque.query.tables.projects.CrmProjectLogTable;
import org.calque.query.tables.projects.CrmProjectsTable;
import org.calque.query.tables.projects.CrmPublicPathsTable;
import org.calque.query.tables.projects.FileUseTable;
import org.calque.query.tables.projects.ProjectAvatarImagesTable;
import org.calque.query.tables.projects.ProjectLogAllTable;
import org.calque.query.tables.projects.ProjectLogTable;
import org.calque.query.tables.projects.ProjectsAdminTable;
import org.calque.query.tables.projects.ProjectsAllTable;
import org.calque.query.tables.projects.ProjectsOwnerTable;
import org.calque.query.tables.projects.ProjectsTable;
import org.calque.query.tables.projects.PublicPathsByIdTable;
import org.calque.query.tables.projects.PublicPathsSiteLicenseTable;
import org.calque.query.tables.projects.PublicPathsTable;
import org.calque.query.tables.projects.PublicProjectsTable;
import org.calque.query.tables.site.ClientErrorLogTable;
import org.calque.query.tables.site.NewsTable;
import org.calque.query.tables.site.SystemNotificationsTable;

/// Every table of the query language.
public final class Catalogue {
    private static final Map<String, Table> TABLES = Stream.of(
                    AccountProfilesTable.TABLE,
                    AccountsTable.TABLE,
                    CollaboratorsOneProjectTable.TABLE,
                    CollaboratorsTable.TABLE,
                    CrmAccountsTable.TABLE,
                    CrmAgentsTable.TABLE,
                    AllPublicPathsTable.TABLE,
                    CrmFileUseTable.TABLE,
                    CrmProjectLogTable.TABLE,
                    CrmProjectsTable.TABLE,
                    CrmPublicPathsTable.TABLE,
                    FileUseTable.TABLE,
                    ProjectAvatarImagesTable.TABLE,
                    ProjectLogAllTable.TABLE,
                    ProjectLogTable.TABLE,
                    ProjectsAdminTable.TABLE,
                    ProjectsAllTable.TABLE,
                    ProjectsOwnerTable.TABLE,
                    ProjectsTable.TABLE,
                    PublicPathsByIdTable.TABLE,
                    PublicPathsSiteLicenseTable.TABLE,
                    PublicPathsTable.TABLE,
                    PublicProjectsTable.TABLE,
                    ClientErrorLogTable.TABLE,
                    NewsTable.TABLE,
                    SystemNotificationsTable.TABLE)
            .collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));

    private Catalogue() {}

    public static Optional<Table> named(String name) {
        return Optional.ofNullable(TABLES.get(name));
    }

    /// Whether clients know a table of this name, even if it cannot be queried.
    public static boolean isName(String name) {
        return TABLES.containsKey(name) || OtherTables.NAMES.contains(name);
    }

    public static Iterable<Table> all() {
        return TABLES.values();
    }
}
