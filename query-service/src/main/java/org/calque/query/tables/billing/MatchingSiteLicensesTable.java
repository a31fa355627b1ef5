package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.looking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table;

/// Licenses that hold a text in their id, title, description, information or managers, whatever its case.
public final class MatchingSiteLicensesTable {
    private static final String MATCHES = "position(lower(cast(? as text)) in lower(concat_ws(' ', t.id::text, t.title,"
            + " t.description, t.info::text, array_to_string(t.managers, ' ')))) > 0";

    public static final Table TABLE = SiteLicensesTable.TABLE
            .virtual("matching_site_licenses")
            .only(
                    "id",
                    "title",
                    "description",
                    "info",
                    "expires",
                    "activates",
                    "created",
                    "last_used",
                    "managers",
                    "restricted",
                    "upgrades",
                    "quota",
                    "run_limit",
                    "apply_limit",
                    "subscription_id")
            .readOnly()
            .adminOnly()
            .check(MatchingSiteLicensesTable::check)
            .limit(20)
            .columns(looking("search", MATCHES))
            .build();

    private MatchingSiteLicensesTable() {}

    private static void check(ObjectNode fields, boolean many) throws Broken {
        if (!many) {
            throw new Broken("query must be an array (you must request to get multiple values back)");
        }
        if (!fields.path("search").isTextual()) {
            throw new Broken("search must be given as a string");
        }
    }
}
