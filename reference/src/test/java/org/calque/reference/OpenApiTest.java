package org.calque.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.calque.messages.Function;
import org.calque.messages.Json;
import org.calque.messages.Stream;
import org.calque.reference.Operation.Face;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Path ROOT = Path.of(System.getProperty("calque.root"));
    private static final String OF_JSON = "/content/application~1json/schema";

    @Test
    void anIndependentReaderFindsNothingWrong() {
        var read = new OpenAPIV3Parser().readContents(new String(Published.OPENAPI.json()));
        assertEquals(List.of(), read.getMessages());
        assertEquals("3.1.0", read.getOpenAPI().getOpenapi());
        assertNotNull(read.getOpenAPI().getPaths().get("/api/v1/project_exec").getPost());
    }

    @Test
    void itIsTheSameWheneverItIsWritten() throws IOException {
        var again = new OpenApi(new Catalogue(ROOT).read()).write();
        assertArrayEquals(Published.OPENAPI.json(), Json.MAPPER.writeValueAsBytes(again));
    }

    @Test
    void everyExampleFitsItsSchema() throws IOException {
        assertEquals(List.of(), misfits(Json.MAPPER.readTree(Published.OPENAPI.json())));
    }

    /// The examples are tested calls, so a field cannot go from a record without the tests saying so.
    @Test
    void aFieldThatGoesFromARecordIsMissed() throws IOException {
        for (var gone : List.of(
                List.of("V1ProjectExecOutput", "exit_code"),
                List.of("V1ProjectExecRequest", "command"),
                List.of("ProjectsGetItem", "title"))) {
            var document = (ObjectNode) Json.MAPPER.readTree(Published.OPENAPI.json());
            var properties = (ObjectNode) document.at("/components/schemas/" + gone.getFirst() + "/properties");
            assertTrue(properties.has(gone.getLast()), gone.toString());
            properties.remove(gone.getLast());
            assertTrue(
                    misfits(document).stream().anyMatch(it -> it.contains("'" + gone.getLast() + "'")),
                    gone + " is missed by no example");
        }
    }

    /// That of a function's own call: of many, all say what does not fit.
    private static Schemas.Schema requestSchema(Schemas schemas, JsonNode document, Operation operation) {
        return operation.face() == Face.BRIDGE
                ? whole(callOf(operation, document), document)
                : schemas.at(pointer(operation) + "/requestBody" + OF_JSON);
    }

    /// A function is answered with what its call says.
    private static Schemas.Schema replySchema(
            Schemas schemas, JsonNode document, Operation operation, Operation.Example example) {
        return operation.face() == Face.BRIDGE && example.succeeds()
                ? whole(callOf(operation, document).get(BridgeCalls.RESULT), document)
                : schemas.at(replies(document, operation, example.status()) + OF_JSON);
    }

    private static String replies(JsonNode document, Operation operation, int status) {
        var responses = pointer(operation) + "/responses/";
        return responses + (document.at(responses + status).isMissingNode() ? "default" : status);
    }

    private static String pointer(Operation operation) {
        return "/paths/" + operation.path().replace("/", "~1") + "/"
                + operation.method().toLowerCase(Locale.ROOT);
    }

    private static JsonNode callOf(Operation operation, JsonNode document) {
        return document.at("/components/schemas/" + OpenApi.camel(operation.id()) + "Call");
    }

    private static Schemas.Schema whole(JsonNode schema, JsonNode document) {
        ObjectNode whole = schema.deepCopy();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .set("components", document.get("components"));
        return new Schemas.Schema(
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole));
    }

    @Test
    void everyFunctionOfTheBridgeIsACallOfItsPath() throws IOException {
        var document = Json.MAPPER.readTree(Published.OPENAPI.json());
        for (var face : org.calque.messages.Face.values()) {
            var named = new TreeSet<String>();
            document.at("/components/schemas/" + OpenApi.camel("conat_" + face.wireName())
                            + "Call/discriminator/mapping")
                    .fieldNames()
                    .forEachRemaining(named::add);
            var all = Arrays.stream(Function.values())
                    .filter(it -> it.face() == face)
                    .map(Function::wireName)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(all, named);
        }
    }

    /// What does not fit, of all examples and of all files of scenarios; no field may be there that is not described.
    private static List<String> misfits(JsonNode document) throws IOException {
        var schemas = new Schemas(document);
        var misfits = new ArrayList<String>();
        for (var operation : Reference.built().operations()) {
            for (var example : new Scenarios(ROOT.resolve("local-launcher/src/test/resources/scenarios"))
                    .all(Catalogue.folder(operation.face(), operation.name(), operation.method(), operation.path()))) {
                var where = operation.path() + " (" + example.shows() + ")";
                if (example.succeeds() && operation.face() != Face.STREAM) {
                    requestSchema(schemas, document, operation)
                            .misfits(example.request())
                            .forEach(it -> misfits.add(where + ": " + it));
                }
                if (example.succeeds() && operation.content() != Stream.Content.JSON) {
                    continue;
                }
                replySchema(schemas, document, operation, example)
                        .misfits(example.reply())
                        .forEach(it -> misfits.add(where + ": " + it));
            }
        }
        return misfits;
    }
}
