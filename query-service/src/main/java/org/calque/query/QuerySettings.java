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

    /// Size of the rows that one query answers at most, in characters of JSON.
    @WithDefault("8000000")
    int maxAnswer();

    /// Longest time that PostgreSQL may take over one query.
    @WithDefault("PT10S")
    Duration statementTimeout();
}
