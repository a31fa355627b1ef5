package org.calque.query.tables.site;

import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.time;

import org.calque.messages.Service;
import org.calque.query.tables.Table;

/// News of the site. Nobody sets them through the query language.
public final class NewsTable {
    public static final Table TABLE = Table.named("news")
            .heldBy(Service.ACCOUNTS, "accounts.api_news")
            .key("id")
            .readByAnybody()
            .where("t.date >= now() - interval '3 months'")
            .where("t.date <= now() + interval '1 minute'")
            .where("t.channel <> 'event'")
            .where("t.hide is not true")
            .limit(100)
            .orderBy("-date")
            .columns(
                    integer("id").get(),
                    time("date").get(),
                    text("title").get(),
                    texts("tags").get(),
                    text("channel").get(),
                    flag("hide").get())
            .build();

    private NewsTable() {}
}
