package org.calque.gateway.pages.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.Visit;

/// Pages that only administrators know of. The services check it too: this only spares others the way.
final class Administrators {
    private Administrators() {}

    static Function<Visit, Page> only(Function<Visit, Page> page) {
        return visit -> {
            if (!visit.visitor().isAdmin()) {
                throw NotShown.nothingHere();
            }
            return page.apply(visit);
        };
    }

    /// Does something and goes on to a page; to a page that says why not when it is refused.
    static Page carryOut(Visit visit, String path, Map<String, ?> parameters, String next) {
        return visit.call(path, parameters).error().map(Administrators::refused).orElseGet(() -> Page.moved(next));
    }

    static Page refused(String error) {
        throw new NotShown(422, "That was not done", error);
    }

    /// The number in the address.
    static long id(Visit visit) {
        var id = visit.variable("id");
        if (!id.matches("\\d{1,15}")) {
            throw NotShown.nothingHere();
        }
        return Long.parseLong(id);
    }

    /// A text of a reply; empty where there is none.
    static String text(JsonNode json, String field) {
        return json.path(field).isNull() ? "" : json.path(field).asText("");
    }
}
