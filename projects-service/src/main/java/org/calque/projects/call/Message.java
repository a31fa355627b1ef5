package org.calque.projects.call;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Reply;
import org.calque.projects.Standing;

/// A message to a project.
///
/// @param options all of its fields
record Message(Standing project, ObjectNode options) {
    String event() {
        return options.path("event").asText();
    }

    /// The options as the event of the name takes them: for this project and no other.
    ObjectNode forProject() {
        var all = options.deepCopy();
        all.remove("event");
        all.remove("id");
        return all.put("project_id", project.projectId().toString());
    }

    /// The message that comes back.
    ///
    /// @param givenId as it was sent; null when it was not
    ObjectNode answered(JsonNode givenId, String madeId, Answer answer) {
        var reply = reply(answer.outcome());
        var message = JsonNodeFactory.instance.objectNode();
        var named = reply.getClass().getAnnotation(JsonTypeName.class);
        message.put("event", named == null ? answer.event() : named.value());
        if (givenId == null) {
            message.put("id", madeId);
        } else {
            message.set("id", givenId);
        }
        Json.MAPPER.valueToTree(reply).properties().forEach(it -> message.set(it.getKey(), it.getValue()));
        return message;
    }

    private static Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var reply, var cookies) -> reply;
            case Outcome.Refused(var reason, var reply) -> reply;
            case Outcome.Rejected(var reason, var reply) -> reply;
        };
    }

    /// How the project answers.
    ///
    /// @param event what the message is called when its reply has no name of its own
    record Answer(String event, Outcome outcome) {}
}
