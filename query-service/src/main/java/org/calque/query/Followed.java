package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Fact.Topic;
import org.calque.messages.Json;
import org.calque.messages.Service;
import org.calque.messages.Uuids;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Table;

/// A query that somebody follows: which facts may concern it, and what it finds whenever it is asked, by the rights
/// that
/// the caller has at that time.
final class Followed {
    private final Engine engine;
    private final QuerySettings.Feeds settings;
    private final JsonNode query;
    private final ArrayNode options;
    private final Caller caller;
    private final boolean onlyChanges;

    /// @param options may be null
    Followed(Engine engine, QuerySettings.Feeds settings, JsonNode query, JsonNode options, Caller caller)
            throws QueryRefused {
        this.engine = engine;
        this.settings = settings;
        this.query = query;
        this.caller = caller;
        var given = new Options(options);
        given.requireList();
        this.onlyChanges = given.saysOnlyChanges();
        this.options = JsonNodeFactory.instance.arrayNode();
        for (JsonNode option : given.given()) {
            this.options.add(((ObjectNode) option.deepCopy()).without("only_changes"));
        }
    }

    Caller caller() {
        return caller;
    }

    /// Whether the rows of the beginning are not wanted.
    boolean isWithoutSnapshot() {
        return onlyChanges;
    }

    /// The rows as they are now.
    ArrayNode rows() throws QueryRefused {
        var answer = Answer.kept(new Answer.Limit(settings.maxBytes(), "query.feeds.max-bytes"));
        engine.answer(query, options, true, caller, answer);
        var rows = (ArrayNode) read(answer.rest()).path(tableName());
        if (rows.size() > settings.maxRows()) {
            throw QueryRefused.invalid("more than " + settings.maxRows()
                    + " rows cannot be followed (setting query.feeds.max-rows); set a limit or ask for fewer");
        }
        return rows;
    }

    /// Empty for what is no query; that is refused when the rows are asked for.
    String tableName() {
        return query instanceof ObjectNode object && !object.isEmpty()
                ? object.fieldNames().next()
                : "";
    }

    /// The primary key of a row.
    ObjectNode keyOf(JsonNode row) {
        var key = JsonNodeFactory.instance.objectNode();
        table().ifPresent(table -> table.key().forEach(column -> key.set(column, row.path(column))));
        return key;
    }

    /// Whether a fact may have to do with the rows.
    ///
    /// @param subject id of what has changed
    boolean isConcernedBy(Topic topic, UUID subject) {
        var table = table();
        if (table.isEmpty()) {
            return false;
        }
        if (table.get().people()) {
            return true;
        }
        var given = query.path(tableName()).path(0).path("project_id").asText("");
        return topic == topicOf(table.get().owner())
                && (topic != Topic.PROJECTS
                        || !Uuids.isUuid(given)
                        || UUID.fromString(given).equals(subject));
    }

    private Optional<Table> table() {
        return Catalogue.named(tableName());
    }

    private static Topic topicOf(Service owner) {
        return switch (owner) {
            case ACCOUNTS -> Topic.ACCOUNTS;
            case PROJECTS -> Topic.PROJECTS;
            case BILLING -> Topic.BILLING;
            case COPY -> Topic.COPIES;
            default -> null;
        };
    }

    private static JsonNode read(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException impossible) {
            throw new IllegalStateException("an answer is not JSON", impossible);
        }
    }
}
