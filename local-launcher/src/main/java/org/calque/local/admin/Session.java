package org.calque.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// One command at work: the system that it asks, and how it answers the person.
///
/// @param json whether the answers of the system are printed as they are
record Session(Api api, boolean json, PrintStream out) {
    private static final int ENOUGH = 1000;

    /// How an answer is told.
    interface Telling {
        void tell(JsonNode answer);
    }

    JsonNode call(String path, Map<String, ?> parameters) {
        return api.call(path, parameters);
    }

    void show(JsonNode answer, Telling telling) {
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            telling.tell(answer);
        }
    }

    /// Says in words that something was done.
    void done(JsonNode answer, String words) {
        show(answer, it -> out.println(words));
    }

    /// The account of an e-mail address or an id.
    JsonNode account(String called) {
        for (var found :
                call("admin/accounts", Map.of("query", called, "limit", ENOUGH)).path("accounts")) {
            if (called.equalsIgnoreCase(found.path("email_address").asText())
                    || called.equalsIgnoreCase(found.path("account_id").asText())) {
                return found;
            }
        }
        throw new Failure(Failure.REFUSED, "there is no account " + called);
    }

    String accountId(String called) {
        return account(called).path("account_id").asText();
    }

    /// Rows below a head line, each column as wide as it needs to be.
    void table(List<String> head, List<List<String>> rows) {
        var width = new int[head.size()];
        for (int i = 0; i < width.length; i++) {
            int column = i;
            width[i] = Math.max(
                    head.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        line(head, width);
        rows.forEach(row -> line(row, width));
    }

    private void line(List<String> cells, int[] width) {
        var line = new StringBuilder();
        for (int i = 0; i < width.length; i++) {
            line.append(cells.get(i)).repeat(" ", width[i] - cells.get(i).length() + 2);
        }
        out.println(line.toString().stripTrailing());
    }

    /// A field as text, `-` when there is none. What others have written moves no cursor.
    static String text(JsonNode object, String field) {
        var value = object.path(field);
        var text = value.isValueNode() ? value.asText() : value.toString();
        return value.isMissingNode() || value.isNull() || text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}", "?");
    }
}
