package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.calque.messages.Arguments.Misfit;
import org.calque.messages.bridge.NotDone;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static String fields(Arguments arguments, String args) throws Misfit, JsonProcessingException {
        return arguments
                .fields(args == null ? null : Json.MAPPER.readTree(args))
                .toString();
    }

    @Test
    void whatIsLeftOutOrNullWasNotGiven() throws Exception {
        for (var args : new String[] {null, "null", "[]", "[null]", "[{}]", "[null, 1, 2]"}) {
            assertEquals("{}", fields(Arguments.OBJECT, args));
            assertEquals("{}", fields(Arguments.OBJECT.inOpts(), args));
        }
        assertEquals("{\"b\":2}", fields(Arguments.OBJECT.at("a", "b"), "[null, 2, 3]"));
    }

    @Test
    void theAccountOfAnObjectIsNeverTheClientsToSay() throws Exception {
        assertEquals("{\"x\":1}", fields(Arguments.OBJECT, "[{\"account_id\":\"somebody\",\"x\":1}]"));
        assertEquals(
                "{\"account_id\":\"target\"}",
                fields(
                        Arguments.OBJECT.renaming("user_account_id", "account_id"),
                        "[{\"account_id\":\"forged\",\"user_account_id\":\"target\"}]"));
        assertEquals(
                "{\"account_id\":\"whom\"}",
                fields(Arguments.OBJECT.inOpts(), "[{\"account_id\":\"forged\",\"opts\":{\"account_id\":\"whom\"}}]"));
    }

    @Test
    void aFieldOfTheBridgeWinsOverOneOfTheRequestsOwnName() throws Exception {
        var cwd = Arguments.OBJECT.renaming("cwd", "path");
        assertEquals("{\"path\":\"/tmp\"}", fields(cwd, "[{\"path\":\"a\",\"cwd\":\"/tmp\"}]"));
        assertEquals("{\"path\":\"a\"}", fields(cwd, "[{\"path\":\"a\"}]"));
        assertEquals("{\"path\":\"a\"}", fields(cwd, "[{\"path\":\"a\",\"cwd\":null}]"));
    }

    @Test
    void whatIsLeftOutTakesTheValueOfAnotherFieldOrAText() throws Exception {
        var arguments = Arguments.OBJECT.taking("b", "a").filling("c", "");
        assertEquals("{\"a\":1,\"b\":1,\"c\":\"\"}", fields(arguments, "[{\"a\":1}]"));
        assertEquals("{\"a\":1,\"b\":2,\"c\":\"x\"}", fields(arguments, "[{\"a\":1,\"b\":2,\"c\":\"x\"}]"));
    }

    @Test
    void whatIsOfAnotherShapeIsRefusedInWords() {
        assertMisfit("args must be a list", Arguments.OBJECT, "{}");
        assertMisfit("args must be a list", Arguments.OBJECT.at("a"), "\"a\"");
        assertMisfit("the first argument must be an object", Arguments.OBJECT, "[1]");
        assertMisfit("opts must be an object", Arguments.OBJECT.inOpts(), "[{\"opts\":[]}]");
    }

    private static void assertMisfit(String words, Arguments arguments, String args) {
        assertEquals(
                words, assertThrows(Misfit.class, () -> fields(arguments, args)).getMessage());
    }

    @Test
    void everyFieldThatARowNamesIsOneOfItsRequest() {
        for (Function function : Function.values()) {
            var arguments = function.arguments();
            Stream.of(
                            arguments.positions().stream(),
                            arguments.renamed().values().stream(),
                            arguments.alike().keySet().stream(),
                            arguments.alike().values().stream(),
                            arguments.filled().keySet().stream())
                    .flatMap(names -> names)
                    .forEach(name -> assertEquals(true, function.options().has(name), function + " names " + name));
        }
    }

    @Test
    void aFunctionIsFoundByItsNameAtItsEndpointAlone() {
        assertEquals(
                Function.HUB_SYSTEM_TEST,
                Function.named(Face.HUB, "system.test").orElseThrow());
        assertEquals(
                Function.PROJECT_SYSTEM_TEST,
                Function.named(Face.PROJECT, "system.test").orElseThrow());
        assertEquals(true, Function.named(Face.HUB, "system.exec").isEmpty());
        assertEquals(true, Function.named(Face.HUB, "system.Test").isEmpty());
    }

    @Test
    void nobodyAnswersWhatIsNotOfferedAndOnlyThatOrWhatIsNotNeeded() {
        Arrays.stream(Function.values())
                .filter(it -> it.request() == NotDone.class)
                .forEach(it -> assertEquals(Service.NOBODY, it.owner(), it.wireName()));
        Arrays.stream(Function.values())
                .filter(it -> it.owner() == Service.NOBODY && it.isOffered())
                .forEach(it -> assertEquals(new Answer.Nothing(), it.answer(), it.wireName()));
    }
}
