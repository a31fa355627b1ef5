package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Service;
import org.calque.messages.Uuids;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table;

/// What anybody who is signed in and knows the id of a license may know of it. Who manages it is told to its managers;
/// they see more through [ManagerSiteLicensesTable].
public final class SiteLicensePublicInfoTable {
    private static final String MANAGES = "{me}::text = any (t.\"managers\")";

    public static final Table TABLE = Table.named("site_license_public_info")
            .heldBy(Service.BILLING, "billing.api_site_license_public_info")
            .key("id")
            .check(SiteLicensePublicInfoTable::check)
            .columns(
                    uuid("id").get(),
                    text("title").get(),
                    text("description").get(),
                    time("expires").get(),
                    time("activates").get(),
                    map("upgrades").get(),
                    map("quota").get(),
                    integer("run_limit").get(),
                    texts("managers")
                            .toCaller("case when " + MANAGES + " then t.\"managers\" end")
                            .get(),
                    integer("running").get(),
                    flag("is_manager")
                            .toCaller("coalesce(" + MANAGES + ", false)")
                            .get(),
                    integer("subscription_id").get())
            .build();

    private SiteLicensePublicInfoTable() {}

    private static void check(ObjectNode fields, boolean many) throws Broken {
        if (many || !Uuids.isUuid(fields.path("id").asText())) {
            throw new Broken("must be a single object query with id specified");
        }
    }
}
