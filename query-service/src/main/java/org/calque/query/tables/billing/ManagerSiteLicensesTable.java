package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.uuid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table;

/// The licenses that the caller manages.
public final class ManagerSiteLicensesTable {
    public static final Table TABLE = SiteLicensesTable.TABLE
            .virtual("manager_site_licenses")
            .writtenAs("manager_site_licenses")
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
                    "upgrades",
                    "quota",
                    "run_limit",
                    "apply_limit",
                    "voucher_code",
                    "subscription_id")
            .readOnly()
            .check(ManagerSiteLicensesTable::check)
            .where("{me}::text = any (t.managers)")
            .required("id")
            .columns(
                    uuid("id").get().set(),
                    text("title").get().set(),
                    text("description").get().set(),
                    texts("managers").get().set())
            .build();

    private ManagerSiteLicensesTable() {}

    private static void check(ObjectNode fields, boolean many) throws Broken {
        if (!many) {
            throw new Broken("query must be an array (you must request to get multiple values back)");
        }
    }
}
