package org.calque.query.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.calque.messages.Service;
import org.calque.query.tables.Table.ProjectRule;
import org.junit.jupiter.api.Test;

/// `docs/query-tables.md` is written from the declarations. `-Dtables.page=write` writes it anew.
class TablesPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("calque.root", "..")).resolve("docs/query-tables.md");

    private static final String INTRODUCTION = """
            # Tables of the query language

            Who reads and sets what through `query` (v1) and `user-query` (v2). This page is written from the declarations in
            `query-service`; a test holds it to them, and others hold them to the contract and to what the owners publish.

            - *own projects*: those that the caller is on as owner or collaborator. With a `project_id` in the query only that one,
              which an administrator may name without being on it.
            - A key that is limited to projects sees the rows of these alone, and changes nothing that is not theirs.
            - Conditions are SQL over the row `t`; `{me}` is the caller's account.
            - Columns in *italics* are answered as if nothing were stored: where a project runs, and its secret, is told to nobody.
            - Whether a set may be made is decided by the owner of the table under a lock on the row: only people of the project,
              only one's own account, only managers of a license.

            What is otherwise than elsewhere:

            - `registration_tokens`: only hashes are kept. A set names a token by its text; a get tells its first and last characters.
            - `crm_auth_tokens`: for whom a token is open and until when, never the token.
            - `site_settings`, `server_settings`: kept for clients. No part of Calque takes its own settings from them.
            - `site_license_public_info`: `managers` are told to managers, all others find nothing there. `running` is 0: no license
              gives anything to a project that runs, so none runs by it.
            - `matching_site_licenses`: needs `search`, a text that is looked for in ids, titles, descriptions, information and managers,
              whatever its case; it is not answered.
            - `listings`: a folder as it is now, hidden files included, what changed last first, 200 entries at most; `missing` says how
              many more there are, `error` why there is no list. It is asked for by `project_id` and `path` (`""`, the home, when absent),
              and never followed: ask again. `interest` and `deleted` hold nothing.
            - `mentions`: kept for clients; nobody is notified. `source` is the account that mentions, and nobody else's to give.
            - `news`: written by `news/edit`, and what is over is left out.
            - `purchases`, `statements` and `subscriptions` are real and empty until something is sold.
            """;

    private static final String KNOWN_BY_NAME = """

            ## Known by name

            These are refused as tables that may not be queried. Some are for nobody, by the contract itself; their rows are reached
            through other calls:

            | table | reached through |
            |---|---|
            | `api_keys` | `api-keys` |
            | `bookmarks` | `bookmarks/get` and its sisters |
            | `copy_paths` | `copy_path_status`, `projects/copy-path-status`, `copies/*` |
            | `public_path_stars` | `public-paths/star`, `unstar`; counted in `public-paths/listing-cached` |
            | `organizations` | `org.*` of the [bridge](bridge.md). The contract's rule for its rows names a parameter that nobody can give |
            | `project_status`, `project_info` | `projects.status` of the bridge |
            | `auth_tokens`, `remember_me`, `password_reset`, `password_reset_attempts`, `account_creation_actions` | nothing: they are what lets people in |

            For the others Calque has no rows, and an empty list would promise some: it does not use up licenses
            (`projects_using_site_license`, `number_of_projects_using_site_license`, `site_license_usage_…`), sells nothing (vouchers, carts), has
            no cloud servers, keeps no synchronised documents (`syncstrings`, `patches`, `cursors`, `eval_…`, `ipywidgets`), no blobs, no records of what
            people click (`user_tracking`, `analytics`), no language models, and no book of customers (`crm_people`, `crm_organizations`, `crm_tasks`,
            …; support tickets are [mails](news-and-help.md)).

            """;

    @Test
    void thePageSaysWhatIsDeclared() throws IOException {
        var page = page();
        if ("write".equals(System.getProperty("tables.page"))) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "run the test with -Dtables.page=write");
    }

    private static String page() {
        var page = new StringBuilder(INTRODUCTION);
        for (Service owner : List.of(Service.ACCOUNTS, Service.PROJECTS, Service.BILLING)) {
            page.append("\n## ").append(owner.wireName()).append('\n');
            tables(owner).forEach(table -> page.append(section(table)));
        }
        page.append(KNOWN_BY_NAME);
        new TreeSet<>(OtherTables.NAMES)
                .forEach(name -> page.append('`').append(name).append("` "));
        return page.toString().strip() + "\n";
    }

    private static List<Table> tables(Service owner) {
        var tables = new ArrayList<Table>();
        Catalogue.all().forEach(tables::add);
        return tables.stream()
                .filter(it -> it.owner() == owner)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    private static String section(Table table) {
        var lines = new ArrayList<String>();
        lines.add("\n### `" + table.name() + "`\n");
        if (table.gettable()) {
            lines.add("- read by " + readers(table) + ": " + rows(table) + defaults(table));
            lines.add("- columns: "
                    + columns(
                            table,
                            table.columns().values().stream()
                                    .filter(Column::gettable)
                                    .toList()));
        } else {
            lines.add("- read by nobody");
        }
        lines.add(
                table.settable()
                        ? "- set by " + setters(table) + ": "
                                + columns(
                                        table,
                                        table.columns().values().stream()
                                                .filter(Column::settable)
                                                .toList())
                                + (table.required().isEmpty() ? "" : "; needs " + String.join(", ", table.required()))
                                + (table.clears() ? "; a null clears" : "")
                                + (table.deletes() ? "; rows can be deleted" : "")
                        : "- set by nobody");
        return String.join("\n", lines) + "\n";
    }

    private static String readers(Table table) {
        return table.adminOnly() ? "administrators" : table.readByAnybody() ? "anybody" : "who is signed in";
    }

    private static String setters(Table table) {
        if (table.adminOnly() || table.adminSets()) {
            return "administrators";
        }
        var rules = table.columns().values().stream().map(Column::setRule).collect(Collectors.toSet());
        return rules.stream().anyMatch(it -> it instanceof SetRule.ProjectOwner)
                ? "owners of the project"
                : rules.stream().anyMatch(it -> it instanceof SetRule.ProjectWrite)
                        ? "people of the project"
                        : rules.stream().anyMatch(it -> it instanceof SetRule.Caller)
                                ? "oneself"
                                : "whom the owner lets";
    }

    private static String rows(Table table) {
        var rows = new ArrayList<String>();
        if (table.people()) {
            rows.add("people " + (table.projects() == ProjectRule.GIVEN ? "on the given project" : "on own projects"));
        } else if (table.projects() == ProjectRule.MINE) {
            rows.add("own projects");
        } else if (table.projects() == ProjectRule.GIVEN) {
            rows.add("the given project");
        } else if (table.projects() == ProjectRule.GIVEN_OPEN) {
            rows.add("the given project, whoever asks");
        }
        table.rows().forEach(it -> rows.add("`" + it.replace("{member}", "own project") + "`"));
        return rows.isEmpty() ? "all rows" : String.join(" and ", rows);
    }

    private static String defaults(Table table) {
        return (table.limit() == null ? "" : "; " + table.limit() + " at most unless asked")
                + (table.orderBy() == null ? "" : "; ordered by " + table.orderBy());
    }

    private static String columns(Table table, List<Column> columns) {
        return columns.stream()
                .map(it -> Set.of("null::jsonb", "null::text").contains(String.valueOf(it.stored()))
                        ? "*" + it.name() + "*"
                        : it.name())
                .collect(Collectors.joining(", "));
    }
}
