package org.calque.query.tables.accounts;

import org.calque.query.tables.Table;

/// Messages in the making: with a time in `sent` they are sent, now, and without it kept as drafts.
public final class CreateMessageTable {
    public static final Table TABLE = MessagesTable.TABLE
            .virtual("create_message")
            .writtenAs("create_message")
            .only("id", "to_ids", "subject", "body", "sent", "thread_id")
            .readOnly()
            .makes()
            .build();

    private CreateMessageTable() {}
}
