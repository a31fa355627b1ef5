package org.calque.query.tables;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.query.tables.accounts.AccountProfilesTable;
import org.calque.query.tables.accounts.AccountsTable;
import org.calque.query.tables.accounts.CollaboratorsOneProjectTable;
import org.calque.query.tables.accounts.CollaboratorsTable;
import org.calque.query.tables.accounts.CreateMessageTable;
import org.calque.query.tables.accounts.CrmAccountsTable;
import org.calque.query.tables.accounts.CrmAgentsTable;
import org.calque.query.tables.accounts.CrmAuthTokensTable;
import org.calque.query.tables.accounts.CrmMessagesTable;
import org.calque.query.tables.accounts.MessagesTable;
import org.calque.query.tables.accounts.RegistrationTokensTable;
import org.calque.query.tables.accounts.SentMessagesTable;
import org.calque.query.tables.billing.CrmPurchaseQuotasTable;
import org.calque.query.tables.billing.CrmPurchasesTable;
import org.calque.query.tables.billing.CrmStatementsTable;
import org.calque.query.tables.billing.CrmSubscriptionsTable;
import org.calque.query.tables.billing.ManagerSiteLicensesTable;
import org.calque.query.tables.billing.MatchingSiteLicensesTable;
import org.calque.query.tables.billing.PurchaseQuotasTable;
import org.calque.query.tables.billing.PurchasesTable;
import org.calque.query.tables.billing.SiteLicensePublicInfoTable;
import org.calque.query.tables.billing.SiteLicensesTable;
import org.calque.query.tables.billing.StatementsTable;
import org.calque.query.tables.billing.SubscriptionsTable;
import org.calque.query.tables.projects.AllPublicPathsTable;
import org.calque.query.tables.projects.CrmFileUseTable;
import org.calque.query.tables.projects.CrmProjectLogTable;
import org.calque.query.tables.projects.CrmProjectsTable;
import org.calque.query.tables.projects.CrmPublicPathsTable;
import org.calque.query.tables.projects.FileAccessLogTable;
import org.calque.query.tables.projects.FileUseTable;
import org.calque.query.tables.projects.ListingsTable;
import org.calque.query.tables.projects.MentionsTable;
import org.calque.query.tables.projects.ProjectAvatarImagesTable;
import org.calque.query.tables.projects.ProjectInviteRequestsTable;
import org.calque.query.tables.projects.ProjectInviteTokensTable;
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
import org.calque.query.tables.site.ServerSettingsTable;
import org.calque.query.tables.site.SiteSettingsTable;
import org.calque.query.tables.site.SystemNotificationsTable;

/// Every table of the query language.
public final class Catalogue {
    private static final Map<String, Table> TABLES = new ConcurrentHashMap<>(Stream.of(
                    AccountProfilesTable.TABLE,
                    AccountsTable.TABLE,
                    CollaboratorsOneProjectTable.TABLE,
                    CollaboratorsTable.TABLE,
                    CreateMessageTable.TABLE,
                    CrmAccountsTable.TABLE,
                    CrmAgentsTable.TABLE,
                    CrmAuthTokensTable.TABLE,
                    CrmMessagesTable.TABLE,
                    MessagesTable.TABLE,
                    RegistrationTokensTable.TABLE,
                    SentMessagesTable.TABLE,
                    CrmPurchaseQuotasTable.TABLE,
                    CrmPurchasesTable.TABLE,
                    CrmStatementsTable.TABLE,
                    CrmSubscriptionsTable.TABLE,
                    ManagerSiteLicensesTable.TABLE,
                    MatchingSiteLicensesTable.TABLE,
                    PurchaseQuotasTable.TABLE,
                    PurchasesTable.TABLE,
                    SiteLicensePublicInfoTable.TABLE,
                    SiteLicensesTable.TABLE,
                    StatementsTable.TABLE,
                    SubscriptionsTable.TABLE,
                    AllPublicPathsTable.TABLE,
                    CrmFileUseTable.TABLE,
                    FileAccessLogTable.TABLE,
                    CrmProjectLogTable.TABLE,
                    CrmProjectsTable.TABLE,
                    CrmPublicPathsTable.TABLE,
                    FileUseTable.TABLE,
                    ListingsTable.TABLE,
                    MentionsTable.TABLE,
                    ProjectAvatarImagesTable.TABLE,
                    ProjectInviteRequestsTable.TABLE,
                    ProjectInviteTokensTable.TABLE,
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
                    ServerSettingsTable.TABLE,
                    SiteSettingsTable.TABLE,
                    SystemNotificationsTable.TABLE)
            .collect(Collectors.toMap(Table::name, Function.identity())));

    private Catalogue() {}

    public static Optional<Table> named(String name) {
        return Optional.ofNullable(TABLES.get(name));
    }

    /// Whether clients know a table of this name, even if it cannot be queried.
    public static boolean isName(String name) {
        return TABLES.containsKey(name) || OtherTables.NAMES.contains(name);
    }

    /// Puts another declaration in the place of the one of the same name: tests try what would be noticed.
    static void replace(Table other) {
        TABLES.put(other.name(), other);
    }

    public static Iterable<Table> all() {
        return TABLES.values();
    }
}
