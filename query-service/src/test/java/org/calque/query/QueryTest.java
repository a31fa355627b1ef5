package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.Json;
import org.junit.jupiter.api.BeforeEach;

/// What tests of the query language share: fresh rows, and questions in short.
@QuarkusTestResource(PublishedViews.class)
abstract class QueryTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void freshRows() {
        PublishedViews.freshen(Rows::fresh);
        PublishedViews.CHANGES.clear();
        PublishedViews.answer = "{}";
    }

    /// Reads JSON in which apostrophes stand for quotation marks.
    static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    /// The whole answer of API v1 to a query without options.
    static JsonNode ask(TestCaller caller, String query) {
        return ask(caller, json(query), null);
    }

    static JsonNode ask(TestCaller caller, String query, String options) {
        return ask(caller, json(query), json(options));
    }

    static JsonNode ask(TestCaller caller, JsonNode query, JsonNode options) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("query", query);
        if (options != null) {
            body.set("options", options);
        }
        return post(caller, "/events/query", body);
    }

    static JsonNode post(TestCaller caller, String path, JsonNode body) {
        return post(caller, path, body.toString());
    }

    /// Every answer has status 200.
    static JsonNode post(TestCaller caller, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", caller.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + " " + new String(response.body()));
            }
            return Json.MAPPER.readTree(response.body());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// The answer of API v1, which must be one, without its wrapping.
    static JsonNode answer(TestCaller caller, String query) {
        return unwrapped(ask(caller, query));
    }

    static JsonNode answer(TestCaller caller, String query, String options) {
        return unwrapped(ask(caller, query, options));
    }

    private static JsonNode unwrapped(JsonNode answer) {
        if (!answer.path("event").asText().equals("query")) {
            throw new AssertionError(answer.toString());
        }
        return answer.get("query");
    }

    static String error(TestCaller caller, String query) {
        return ask(caller, query).path("error").asText(null);
    }

    static String error(TestCaller caller, String query, String options) {
        return ask(caller, query, options).path("error").asText(null);
    }

    static String filled(String text) {
        var filled = text;
        for (var name : Map.of(
                        "ADA",
                        Rows.ADA,
                        "GRACE",
                        Rows.GRACE,
                        "ADAS",
                        Rows.ADAS,
                        "OLD",
                        Rows.ADAS_OLD,
                        "GRACES",
                        Rows.GRACES)
                .entrySet()) {
            filled = filled.replace("<" + name.getKey() + ">", name.getValue().toString());
        }
        return filled;
    }
}
