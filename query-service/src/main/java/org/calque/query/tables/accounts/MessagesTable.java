package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.bits;
import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;
import static org.calque.query.tables.Column.uuids;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// Messages that were sent to the caller. Of the rows of bits, the first is the writer's and the others belong to
/// `to_ids` in their order; a set takes the caller's own bit out of each that it gives.
public final class MessagesTable {
    public static final Table TABLE = Table.named("messages")
            .heldBy(Service.ACCOUNTS, "accounts.api_messages")
            .key("id")
            .where("t.to_ids @> array[{me}]")
            .where("t.sent is not null")
            .limit(1000)
            .orderBy("-id")
            .columns(
                    integer("id").get().set(),
                    time("sent").get(),
                    uuid("from_id").get(),
                    uuids("to_ids").get(),
                    text("subject").get(),
                    text("body").get(),
                    decimal("thread_id").get(),
                    bits("read").get().set(),
                    bits("saved").get().set(),
                    bits("starred").get().set(),
                    bits("liked").get().set(),
                    bits("deleted").get().set(),
                    bits("expire").get().set())
            .build();

    private MessagesTable() {}
}
