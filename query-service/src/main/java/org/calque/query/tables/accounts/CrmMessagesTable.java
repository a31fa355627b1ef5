package org.calque.query.tables.accounts;

import org.calque.query.tables.Table;

/// All messages, for administrators.
public final class CrmMessagesTable {
    public static final Table TABLE =
            MessagesTable.TABLE.virtual("crm_messages").readOnly().adminOnly().build();

    private CrmMessagesTable() {}
}
