package org.calque.local.stories.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// Makes the calls: of a request that means something, or one that fits the schema, it changes a thing or two.
final class Inputs {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> OTHER_TYPES = List.of(
            "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=latin1", "");
    private static final int LARGE_BODY = 200_000;

    /// What is longer is refused by HTTP itself, and the connection closed, before anything of Calque sees it.
    private static final int LONGEST_QUERY = 60_000;

    private static final int LONGEST_HEADER = 4_000;

    private final JsonNode document;
    private final Corpus corpus = new Corpus();
    private final People people;

    Inputs(JsonNode document, People people) {
        this.document = document;
        this.people = people;
    }

    Call make(int number, Operation operation, Random random) {
        var caller = people.caller(random);
        var names = new Names(caller, people.other(caller, random), people.hermit(), random);
        var request = names.in(request(operation, random));
        var mutations = new Mutations(random);
        for (int changes = random.nextInt(4) - 1; changes > 0; changes--) {
            mutations.change(request);
        }
        var headers = new LinkedHashMap<String, String>();
        if (random.nextInt(8) == 0) {
            headers.put("Prefer", "problem-details");
        }
        var call = operation.request().isPresent()
                ? withMessage(number, operation, caller, headers, request, random)
                : withQuery(number, operation, caller, headers, request, random);
        return Exclusion.holdsFor(call)
                ? new Call(number, operation, caller, operation.path(), Map.of(), "{}".getBytes(UTF_8))
                : call;
    }

    private ObjectNode request(Operation operation, Random random) {
        var told = corpus.of(operation.path());
        if (!told.isEmpty() && random.nextInt(5) > 0) {
            return told.get(random.nextInt(told.size())).deepCopy();
        }
        var shapes = new Shapes(document, random);
        if (operation.request().isPresent()) {
            return (ObjectNode) shapes.fitting(document.at(operation.request().get()));
        }
        var query = JsonNodeFactory.instance.objectNode();
        for (var parameter : operation.parameters()) {
            if (parameter.path("required").asBoolean() || random.nextBoolean()) {
                query.set(parameter.path("name").asText(), shapes.fitting(parameter.path("schema")));
            }
        }
        return query;
    }

    private static Call withMessage(
            int number,
            Operation operation,
            Caller caller,
            Map<String, String> headers,
            ObjectNode request,
            Random random) {
        String body;
        int manner = random.nextInt(40);
        if (manner < 3) {
            headers.put("Content-Type", FORM);
            body = form(request);
        } else {
            headers.put("Content-Type", Operation.JSON);
            body = manner < 5 ? Text.broken(Text.of(request), random) : Text.of(request);
        }
        if (manner == 5) {
            headers.put("Content-Type", OTHER_TYPES.get(random.nextInt(OTHER_TYPES.size())));
        }
        return new Call(
                number, operation, caller, operation.path(), headers, body.getBytes(manner == 6 ? ISO_8859_1 : UTF_8));
    }

    private static Call withQuery(
            int number,
            Operation operation,
            Caller caller,
            Map<String, String> headers,
            ObjectNode request,
            Random random) {
        byte[] body = null;
        if (operation.takesBytes()) {
            headers.put("Content-Type", "application/octet-stream");
            body = new byte[random.nextInt(10) == 0 ? LARGE_BODY : random.nextInt(100)];
            random.nextBytes(body);
        }
        if (random.nextInt(10) == 0) {
            headers.put("Range", "bytes=" + random.nextInt(20) + "-");
        }
        if (random.nextInt(10) == 0) {
            var last = new Values(random).text().asText().replaceAll("[^ -~]", "?");
            headers.put("Last-Event-ID", last.substring(0, Math.min(last.length(), LONGEST_HEADER)));
        }
        var query = form(request);
        var sent = query.substring(0, Math.min(query.length(), LONGEST_QUERY)).replaceFirst("%.?$", "");
        return new Call(number, operation, caller, operation.path() + "?" + sent, headers, body);
    }

    private static String form(ObjectNode request) {
        return request.properties().stream()
                .map(it -> URLEncoder.encode(it.getKey(), UTF_8) + "="
                        + URLEncoder.encode(Text.plain(it.getValue()), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
