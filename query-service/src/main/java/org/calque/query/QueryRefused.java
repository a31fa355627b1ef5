package org.calque.query;

import org.calque.messages.Outcome.Reason;

/// Why a query has no answer, in the words of the contract. What a caller has sent is repeated there, but not at any
/// length.
final class QueryRefused extends Exception {
    private static final int LONGEST = 1000;

    private final Reason reason;

    QueryRefused(Reason reason, String message) {
        super(message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…", null, false, false);
        this.reason = reason;
    }

    static QueryRefused invalid(String message) {
        return new QueryRefused(Reason.INVALID, message);
    }

    static QueryRefused forbidden(String message) {
        return new QueryRefused(Reason.FORBIDDEN, message);
    }

    /// As PostgreSQL would say it.
    static QueryRefused byDatabase(String message) {
        return invalid("postgresql error: " + message);
    }

    Reason reason() {
        return reason;
    }
}
