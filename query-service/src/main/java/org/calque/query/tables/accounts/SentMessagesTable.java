package org.calque.query.tables.accounts;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuids;

import org.calque.query.tables.Table;

/// Messages that the caller has written, drafts among them. A draft can be changed, and is sent by setting `sent`; of a
/// message that is sent only the caller's bits change.
public final class SentMessagesTable {
    public static final Table TABLE = MessagesTable.TABLE
            .virtual("sent_messages")
            .writtenAs("sent_messages")
            .where("t.from_id = {me}")
            .limit(1000)
            .orderBy("-id")
            .columns(
                    time("sent").get().set(),
                    uuids("to_ids").get().set(),
                    text("subject").get().set(),
                    text("body").get().set(),
                    decimal("thread_id").get().set())
            .build();

    private SentMessagesTable() {}
}
