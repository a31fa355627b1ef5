package org.calque.query.tables.billing;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// All licenses, which administrators give out.
public final class SiteLicensesTable {
    public static final Table TABLE = Table.named("site_licenses")
            .heldBy(Service.BILLING, "billing.api_site_licenses")
            .key("id")
            .adminOnly()
            .limit(500)
            .orderBy("-last_used")
            .required("id")
            .columns(
                    uuid("id").get().set(),
                    text("title").get().set(),
                    text("description").get().set(),
                    map("info").get().set(),
                    time("expires").get().set(),
                    time("activates").get().set(),
                    time("created").get().set(),
                    time("last_used").get().set(),
                    texts("managers").get().set(),
                    flag("restricted").get().set(),
                    map("upgrades").get().set(),
                    map("quota").get().set(),
                    integer("run_limit").get().set(),
                    integer("apply_limit").get().set(),
                    text("voucher_code").get(),
                    integer("subscription_id").get())
            .build();

    private SiteLicensesTable() {}
}
