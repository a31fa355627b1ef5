package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.query.tables.Table;

/// Hands changes to the owners of tables, who know whether the caller may make them, and asks for rows that stand in no
/// view.
@ApplicationScoped
class Changes {
    private final ServiceClient services;

    /// What is to be done with a row.
    enum Deed {
        SET("", "?"),
        DELETE("?delete=true", "&"),
        MAKE("/new", "?"),
        FIND("/told", "?");

        private final String path;
        private final String more;

        Deed(String path, String more) {
            this.path = path;
            this.more = more;
        }
    }

    Changes(ServiceClient services) {
        this.services = services;
    }

    /// @param admin the administrator who acts as the caller; null when the caller acts for himself
    /// @return what the owner answers: for [Deed#MAKE] and [Deed#FIND] the row
    JsonNode hand(Table table, Deed deed, ObjectNode row, Caller caller, Caller admin) throws QueryRefused {
        var acting = admin == null ? "" : deed.more + "as=" + caller.id();
        var answer = services.post(table.owner(), "/tables/" + table.writtenAs() + deed.path + acting, row, caller);
        if (answer.status() != 200) {
            throw new Unavailable("the " + table.owner().wireName() + " service did not take the request", null);
        }
        JsonNode error = answer.json().path("error");
        if (!error.isMissingNode()) {
            throw QueryRefused.forbidden(error.asText());
        }
        return answer.json();
    }

    /// Whether the limits of a key let it change a table.
    static void checkLimits(Table table, Caller caller) throws QueryRefused {
        var beyondLimits = caller.limits().refusalOfSet(table.owner(), table.name());
        if (beyondLimits.isPresent()) {
            throw QueryRefused.forbidden("FATAL: " + beyondLimits.get());
        }
    }
}
