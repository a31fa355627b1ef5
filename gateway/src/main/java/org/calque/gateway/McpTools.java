package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.gateway.Forwarder.Errand;
import org.calque.messages.Arguments.Misfit;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.calque.messages.Tool;
import org.calque.messages.Tool.Behind;
import org.calque.reference.ToolList;

/// The tools of an assistant: which of them its key may call, and calls of them. A call goes the way of API v1 and v2,
/// as the key's caller; what came of it is told in the form of the protocol.
@Singleton
class McpTools {
    private static final int MOST_CUTS = 5;

    private final Forwarder forwarder;
    private final Patience patience;
    private final int shown;
    private Map<Tool, ObjectNode> described;

    McpTools(Forwarder forwarder, Patience patience, GatewayConfig config) {
        this.forwarder = forwarder;
        this.patience = patience;
        this.shown = config.mcpAnswer();
    }

    /// What this caller's key may call, in the order of the table.
    ArrayNode of(Identity caller) {
        var tools = Json.MAPPER.createArrayNode();
        described().forEach((tool, description) -> {
            if (tool.refusal(caller.kind(), caller.limits()).isEmpty()) {
                tools.add(caller.kind() == Kind.PROJECT ? withoutProject(description) : description);
            }
        });
        return tools;
    }

    private static ObjectNode withoutProject(ObjectNode description) {
        var tool = description.deepCopy();
        var schema = (ObjectNode) tool.get("inputSchema");
        ((ObjectNode) schema.get("properties")).remove("project_id");
        var required = schema.putArray("required");
        description.at("/inputSchema/required").forEach(name -> {
            if (!name.textValue().equals("project_id")) {
                required.add(name);
            }
        });
        return tool;
    }

    /// Read when first asked for, and kept.
    private synchronized Map<Tool, ObjectNode> described() {
        if (described == null) {
            var read = new EnumMap<Tool, ObjectNode>(Tool.class);
            for (var description : ToolList.built()) {
                read.put(Tool.named(description.path("name").asText()).orElseThrow(), (ObjectNode) description);
            }
            described = read;
        }
        return described;
    }

    /// Calls a tool. Whatever the operation declines is a result, which an assistant can learn from.
    ///
    /// @throws McpError when there is no such tool, or nothing that could be its arguments
    Future<ObjectNode> call(Exchange exchange, Identity caller, ObjectNode params) {
        var tool = named(params.path("name"));
        exchange.isAbout("mcp/" + tool.wireName());
        var refusal = tool.refusal(caller.kind(), caller.limits());
        if (refusal.isPresent()) {
            return Future.succeededFuture(failed(refusal.get()));
        }
        try {
            var fields = tool.fields(arguments(params), caller.kind() == Kind.PROJECT ? caller.id() : null);
            return reach(exchange, caller, tool, fields)
                    .recover(failure -> failure instanceof Refusal.Refused refused
                            ? Future.succeededFuture(failed(refused.getMessage()))
                            : Future.failedFuture(failure));
        } catch (Misfit misfit) {
            return Future.succeededFuture(failed(misfit.getMessage()));
        }
    }

    private static Tool named(JsonNode name) {
        if (!name.isTextual()) {
            throw McpError.invalidParams("name must be the name of a tool");
        }
        return Tool.named(name.textValue())
                .orElseThrow(() -> McpError.invalidParams("Unknown tool: " + McpError.shortened(name.textValue())));
    }

    private static ObjectNode arguments(ObjectNode params) {
        return switch (params.get("arguments")) {
            case null -> Json.MAPPER.createObjectNode();
            case ObjectNode arguments -> arguments;
            default -> throw McpError.invalidParams("arguments must be an object");
        };
    }

    private Future<ObjectNode> reach(Exchange exchange, Identity caller, Tool tool, ObjectNode fields) {
        return switch (tool.behind()) {
            case Behind.TheGateway() -> Future.succeededFuture(done(whoIs(caller)));
            case Behind.OfEvent(var event) ->
                ask(
                        exchange,
                        caller,
                        tool,
                        new Errand(
                                event.owner(),
                                "/events/" + event.wireName(),
                                Payload.of(fields),
                                patience.with(event, fields)));
            case Behind.OfRoute(var route) ->
                ask(
                        exchange,
                        caller,
                        tool,
                        new Errand(
                                route.owner(),
                                "/v2/" + route.path(),
                                Payload.of(fields),
                                patience.with(route, fields)));
        };
    }

    private Future<ObjectNode> ask(Exchange exchange, Identity caller, Tool tool, Errand errand) {
        return forwarder.ask(exchange, caller, errand).map(answer -> result(exchange, tool, errand, answer));
    }

    private ObjectNode result(Exchange exchange, Tool tool, Errand errand, Services.Answer answer) {
        try {
            var json = answer.json();
            if (answer.status() == 200) {
                // What broke off while it was sent says so at its end.
                return json.path("error").isTextual()
                        ? failed(json.path("error").textValue())
                        : done(plain(tool, json));
            }
            if (json.path("detail").isTextual()) {
                return failed(json.path("detail").textValue());
            }
        } catch (UncheckedIOException notJson) {
            // As good as any other answer that is not meant for clients.
        }
        return failed(Refusal.failed(errand.service(), exchange.requestId()).text());
    }

    /// The reply without what makes it a message of API v1; always an object.
    private static ObjectNode plain(Tool tool, JsonNode json) {
        if (tool.list().isPresent()) {
            return Json.MAPPER.createObjectNode().set(tool.list().get(), json);
        }
        var reply = (ObjectNode) json;
        return tool.behind() instanceof Behind.OfEvent ? reply.without(List.of("event", "id")) : reply;
    }

    private static ObjectNode whoIs(Identity caller) {
        var who = Json.MAPPER.createObjectNode();
        boolean isProject = caller.kind() == Kind.PROJECT;
        who.put("kind", isProject ? "project" : "account");
        who.put(isProject ? "project_id" : "account_id", caller.id().toString());
        who.set("limits", limits(caller.limits()));
        return who;
    }

    private static ObjectNode limits(Limits limits) {
        var told = Json.MAPPER.createObjectNode();
        if (limits.scopes() != null) {
            var scopes = told.putArray("scopes");
            limits.scopes().stream().sorted().forEach(scopes::add);
        }
        if (limits.projects() != null) {
            var projects = told.putArray("projects");
            limits.projects().stream().map(UUID::toString).sorted().forEach(projects::add);
        }
        return told;
    }

    private ObjectNode done(ObjectNode reply) {
        var excerpt = Excerpt.of(reply, shown);
        var texts = new ArrayList<String>();
        texts.add(excerpt.json().toString());
        if (!excerpt.cuts().isEmpty()) {
            var more = excerpt.cuts().size() - MOST_CUTS;
            texts.add("This is not all: it has "
                    + String.join(", ", excerpt.cuts().stream().limit(MOST_CUTS).toList())
                    + (more > 0 ? ", and " + more + " more are cut" : "") + ". Ask for less, or for a part.");
        }
        return result(texts, false).set("structuredContent", excerpt.json());
    }

    private static ObjectNode failed(String why) {
        return result(List.of(why), true);
    }

    private static ObjectNode result(List<String> texts, boolean isError) {
        var result = Json.MAPPER.createObjectNode();
        var content = result.putArray("content");
        texts.forEach(text -> content.addObject().put("type", "text").put("text", text));
        return result.put("isError", isError);
    }
}
