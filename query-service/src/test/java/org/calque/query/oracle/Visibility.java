package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.calque.query.oracle.Conditions.Unreadable;

/// Which rows a caller may ever see: the row rules of sections 11 and 12, one by one.
final class Visibility {
    /// The view of each table, and what a project that is given means in it.
    enum Projects {
        /// A column like any other.
        COLUMN,
        /// That project's rows, or those of all of one's own.
        MINE,
        /// It must be given and be one's own.
        GIVEN,
        /// It must be given, and may be anybody's.
        ANYBODYS
    }

    record Place(String view, Projects projects) {}

    private static Map.Entry<String, Place> at(String table, String view, Projects projects) {
        return Map.entry(table, new Place(view, projects));
    }

    static final Map<String, Place> PLACES = Map.ofEntries(
            at("accounts", "accounts.api_accounts", Projects.COLUMN),
            at("account_profiles", "accounts.api_accounts", Projects.COLUMN),
            at("collaborators", "accounts.api_accounts", Projects.COLUMN),
            at("collaborators_one_project", "accounts.api_accounts", Projects.GIVEN),
            at("crm_accounts", "accounts.api_crm_accounts", Projects.COLUMN),
            at("crm_agents", "accounts.api_accounts", Projects.COLUMN),
            at("crm_auth_tokens", "accounts.api_auth_tokens", Projects.COLUMN),
            at("registration_tokens", "accounts.api_registration_tokens", Projects.COLUMN),
            at("server_settings", "accounts.api_site_settings", Projects.COLUMN),
            at("site_settings", "accounts.api_site_settings", Projects.COLUMN),
            at("system_notifications", "accounts.api_system_notifications", Projects.COLUMN),
            at("news", "accounts.api_news", Projects.COLUMN),
            at("client_error_log", "accounts.api_client_error_log", Projects.COLUMN),
            at("messages", "accounts.api_messages", Projects.COLUMN),
            at("sent_messages", "accounts.api_messages", Projects.COLUMN),
            at("create_message", "accounts.api_messages", Projects.COLUMN),
            at("crm_messages", "accounts.api_messages", Projects.COLUMN),
            at("projects", "projects.api_projects", Projects.MINE),
            at("projects_all", "projects.api_projects", Projects.MINE),
            at("projects_owner", "projects.api_projects", Projects.COLUMN),
            at("projects_admin", "projects.api_projects", Projects.GIVEN),
            at("crm_projects", "projects.api_crm_projects", Projects.COLUMN),
            at("public_projects", "projects.api_projects", Projects.ANYBODYS),
            at("project_avatar_images", "projects.api_project_avatars", Projects.MINE),
            at("public_paths", "projects.api_public_paths", Projects.ANYBODYS),
            at("public_paths_by_id", "projects.api_public_paths", Projects.COLUMN),
            at("public_paths_site_license_id", "projects.api_public_paths", Projects.GIVEN),
            at("all_public_paths", "projects.api_public_paths", Projects.COLUMN),
            at("crm_public_paths", "projects.api_public_paths", Projects.COLUMN),
            at("project_log", "projects.api_project_log", Projects.MINE),
            at("project_log_all", "projects.api_project_log", Projects.MINE),
            at("crm_project_log", "projects.api_project_log", Projects.COLUMN),
            at("file_use", "projects.api_file_use", Projects.MINE),
            at("project_invite_tokens", "projects.api_project_invite_tokens", Projects.MINE),
            at("project_invite_requests", "projects.api_projects", Projects.COLUMN),
            at("file_access_log", "projects.api_file_access_log", Projects.COLUMN),
            at("mentions", "projects.api_mentions", Projects.MINE),
            at("listings", null, Projects.GIVEN),
            at("crm_file_use", "projects.api_file_use", Projects.COLUMN),
            at("purchases", "billing.api_purchases", Projects.COLUMN),
            at("crm_purchases", "billing.api_purchases", Projects.COLUMN),
            at("purchase_quotas", "billing.api_purchase_quotas", Projects.COLUMN),
            at("crm_purchase_quotas", "billing.api_purchase_quotas", Projects.COLUMN),
            at("statements", "billing.api_statements", Projects.COLUMN),
            at("crm_statements", "billing.api_crm_statements", Projects.COLUMN),
            at("subscriptions", "billing.api_subscriptions", Projects.COLUMN),
            at("crm_subscriptions", "billing.api_crm_subscriptions", Projects.COLUMN),
            at("site_licenses", "billing.api_site_licenses", Projects.COLUMN),
            at("matching_site_licenses", "billing.api_site_licenses", Projects.COLUMN),
            at("manager_site_licenses", "billing.api_site_licenses", Projects.COLUMN),
            at("site_license_public_info", "billing.api_site_license_public_info", Projects.COLUMN));

    /// Tables that show what a key without access to its project must not see, besides those of one's own projects.
    private static final Set<String> OF_PROJECTS =
            Set.of("public_paths", "public_paths_by_id", "public_projects", "all_public_paths");

    private final World world;

    Visibility(World world) {
        this.world = world;
    }

    /// Whether somebody is on a project as more than a spectator.
    boolean isMember(Asker asker, String projectId) {
        return asker.isAccount()
                && world.rows("projects.api_members").stream()
                        .anyMatch(it -> it.path("project_id").asText().equals(projectId)
                                && it.path("account_id")
                                        .asText()
                                        .equals(asker.id().toString())
                                && Set.of("owner", "collaborator")
                                        .contains(it.path("group").asText()));
    }

    boolean mayRead(Asker asker, String projectId) {
        return asker.isAdmin() || asker.mayUse(projectId) && isMember(asker, projectId);
    }

    /// @param project the project that the query names; null for none
    boolean sees(Asker asker, String table, ObjectNode row, String project) {
        var place = PLACES.get(table);
        if (OF_PROJECTS.contains(table) && !asker.mayUse(row.path("project_id").asText())) {
            return false;
        }
        return switch (place.projects()) {
                    case MINE, GIVEN ->
                        table.equals("collaborators_one_project")
                                || (project == null
                                                || row.path("project_id")
                                                        .asText()
                                                        .equals(project))
                                        && mayReadRow(
                                                asker, row.path("project_id").asText(), project);
                    default -> true;
                }
                && passes(asker, table, row, project);
    }

    /// Administrators see every project that they name, and without a name only their own.
    private boolean mayReadRow(Asker asker, String projectId, String named) {
        return named != null && asker.isAdmin() || asker.mayUse(projectId) && isMember(asker, projectId);
    }

    private boolean passes(Asker asker, String table, ObjectNode row, String project) {
        var me = asker.isAccount() ? asker.id().toString() : "nobody";
        return switch (table) {
            case "accounts", "purchases", "purchase_quotas", "statements", "subscriptions" ->
                row.path("account_id").asText().equals(me);
            case "collaborators", "collaborators_one_project" ->
                sharesAProject(asker, row.path("account_id").asText(), project);
            case "messages" -> has(row.path("to_ids"), me) && row.hasNonNull("sent");
            case "sent_messages" -> row.path("from_id").asText().equals(me);
            case "crm_agents" -> has(row.path("groups"), "admin");
            case "manager_site_licenses" -> has(row.path("managers"), me);
            case "projects", "file_use" -> isAfter(row.path("last_edited"), Duration.ofDays(21));
            case "mentions" -> isAfter(row.path("time"), Duration.ofDays(45));
            case "project_log" -> isAfter(row.path("time"), Duration.ofDays(60));
            case "system_notifications" -> isAfter(row.path("time"), Duration.ofHours(1));
            case "news" ->
                isAfter(row.path("date"), Duration.ofDays(90))
                        && !isAfter(row.path("date"), Duration.ofMinutes(-1))
                        && row.path("channel").isTextual()
                        && !row.path("channel").asText().equals("event")
                        && !row.path("hide").asBoolean();
            case "public_paths" -> isShown(asker, row, project != null && asker.isAdmin());
            case "public_paths_by_id" -> isShown(asker, row, false);
            case "all_public_paths" ->
                isMember(asker, row.path("project_id").asText())
                        && isActive(asker, row.path("project_id").asText());
            case "public_projects" -> publishes(asker, row.path("project_id").asText());
            default -> true;
        };
    }

    /// The row with what depends on who asks: the managers of a license are told to its managers.
    ObjectNode asSeenBy(Asker asker, String table, ObjectNode row) {
        if (!table.equals("site_license_public_info")) {
            return row;
        }
        var manages = asker.isAccount() && has(row.path("managers"), asker.id().toString());
        var seen = row.deepCopy().put("is_manager", manages);
        return manages ? seen : seen.putNull("managers");
    }

    /// Whether the project shows the caller any path.
    boolean publishes(Asker asker, String projectId) {
        return asker.mayUse(projectId)
                && world.rows("projects.api_public_paths").stream()
                        .anyMatch(it -> it.path("project_id").asText().equals(projectId) && isOpen(asker, it));
    }

    private boolean isShown(Asker asker, JsonNode path, boolean isAdministered) {
        return isAdministered || isMember(asker, path.path("project_id").asText()) || isOpen(asker, path);
    }

    private static boolean isOpen(Asker asker, JsonNode path) {
        return !path.path("disabled").asBoolean()
                && (asker.isAccount() || !path.path("authenticated").asBoolean());
    }

    private boolean isActive(Asker asker, String projectId) {
        return world.rows("projects.api_projects").stream()
                .anyMatch(it -> it.path("project_id").asText().equals(projectId)
                        && it.path("last_active").has(asker.id().toString()));
    }

    private boolean sharesAProject(Asker asker, String account, String project) {
        return world.rows("projects.api_members").stream()
                .filter(it -> it.path("account_id").asText().equals(account))
                .map(it -> it.path("project_id").asText())
                .anyMatch(it -> (project == null || it.equals(project)) && mayReadRow(asker, it, project));
    }

    private static boolean has(JsonNode list, String text) {
        return list.isArray() && list.valueStream().anyMatch(it -> it.asText().equals(text));
    }

    private boolean isAfter(JsonNode time, Duration ago) {
        try {
            Instant border = world.now().minus(ago);
            return !Conditions.isNull(time) && Conditions.time(time).isAfter(border);
        } catch (Unreadable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
