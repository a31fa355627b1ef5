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

    /// Queries that one list holds at most.
    @WithDefault("1000")
    int maxQueries();

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

    /// Queries that are followed as streams of events.
    Feeds feeds();

    /// Limits of queries that are followed.
    interface Feeds {
        /// Streams that are open at the same time on one instance.
        @WithDefault("200")
        int max();

        /// Streams of one account that are open at the same time on one instance.
        @WithDefault("10")
        int maxPerCaller();

        /// Rows that a followed query may find.
        @WithDefault("1000")
        int maxRows();

        /// Size of the rows that a followed query may find, in bytes of JSON.
        @WithDefault("2000000")
        int maxBytes();

        /// Shortest time between two looks at the rows, however often they change.
        @WithDefault("PT0.1S")
        Duration shortestPause();

        /// Time after which a stream that has nothing to tell says that it is still there.
        @WithDefault("PT10S")
        Duration heartbeat();

        /// Time after which rows are looked at even if nothing was heard of them.
        @WithDefault("PT30S")
        Duration lookAnyway();

        /// Longest life of a stream. Clients come back by themselves, and miss nothing.
        @WithDefault("PT1H")
        Duration longest();

        /// Whether facts are read, by which changes are told at once.
        @WithDefault("true")
        boolean followFacts();
    }
}
