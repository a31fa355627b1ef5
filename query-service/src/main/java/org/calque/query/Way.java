package org.calque.query;

import org.calque.messages.Event;
import org.calque.messages.Function;
import org.calque.messages.Route;

/// How a question comes in, and so what surrounds its answer.
enum Way {
    /// In API v1: in a message.
    EVENT("/events/" + Event.QUERY.wireName()),
    /// In API v2: in an object, under `query`.
    ROUTE("/v2/" + Route.USER_QUERY.path()),
    /// Through the bridge: bare.
    FUNCTION(
            "/functions/" + Function.HUB_DB_USER_QUERY.face().wireName() + "/" + Function.HUB_DB_USER_QUERY.wireName());

    private final String path;

    Way(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
