package org.calque.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of the query language.
@ConfigMapping(prefix = "query")
interface QuerySettings {
    /// Rows that one query answers at most, whatever limit is asked for.
    @WithDefault("100000")
    int maxRows();

    /// Size of the rows that one query answers at most, in bytes of JSON. They are sent while they are read.
    @WithDefault("67108864")
    long maxAnswer();

    /// Size of the answer to a list of queries, in bytes of JSON. It is kept until the last of them is done.
    @WithDefault("8000000")
    int maxListAnswer();

    /// Answers of more than one row that are read at the same time; the others wait. The database has eight connections
    /// for this service.
    @WithDefault("6")
    int maxListsAtOnce();

    /// Longest time that a client may take to receive an answer that is sent while it is read.
    @WithDefault("PT60S")
    Duration answerTimeout();

    /// Longest time that PostgreSQL may take over one query.
    @WithDefault("PT10S")
    Duration statementTimeout();
}
