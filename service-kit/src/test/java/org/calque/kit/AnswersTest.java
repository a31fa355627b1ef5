package org.calque.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectExec;
import org.calque.messages.query.Query;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Caller CALLER = new Caller(
            UUID.fromString("00000000-0000-4000-8000-000000000001"),
            Caller.Kind.ACCOUNT,
            Set.of(),
            Limits.NONE,
            "session-1",
            "m1",
            "r1",
            null,
            "t");

    private final Answers answers = new Answers();

    @Test
    void aReplyOfApiV1CarriesItsEventAndTheIdOfTheRequest() throws Exception {
        assertEquals(
                "{'event':'project_exec_output','id':'m1','type':'blocking','stdout':'hi','stderr':'','exit_code':0}",
                inMessage(false, Outcome.done(new ProjectExec.Output("blocking", "hi", "", 0))));
    }

    @Test
    void anIdIsRepeatedWhateverJsonItIs() throws Exception {
        var call = Call.of(CALLER, false);
        call.messageId(JsonNodeFactory.instance.numberNode(7));
        assertEquals(
                "{'event':'success','id':7}", text(answers.inMessage(call, () -> Outcome.done(new Replies.Success()))));
    }

    @Test
    void rawJsonOfAQueryIsPassedOnAsItIs() throws Exception {
        assertEquals(
                "{'event':'query','id':'m1','query':{'projects':[{'title':'x'}]},'multi_response':false}",
                inMessage(
                        false,
                        Outcome.done(new Query.Result("{\"projects\":[{\"title\":\"x\"}]}", false, null, null))));
    }

    @Test
    void aReplyOfApiV2StandsAlone() throws Exception {
        assertEquals("[1,2]", bare(false, Outcome.done(new Replies.Bare(List.of(1, 2)))));
        assertEquals("{}", bare(false, Outcome.done(new Replies.Empty())));
        assertEquals("null", bare(false, Outcome.done(new Replies.Bare(null))));
        assertEquals("{'a':1}", bare(false, Outcome.done(new Replies.Bare(Map.of("a", 1)))));
    }

    @Test
    void aRefusalHasStatus200UnlessProblemDetailsAreWanted() throws Exception {
        var refusal = Outcome.refused(Reason.NOT_FOUND, "no such thing");
        assertEquals("{'event':'error','id':'m1','error':'no such thing'}", inMessage(false, refusal));
        assertEquals("{'error':'no such thing'}", bare(false, refusal));

        var response = answers.inMessage(Call.of(CALLER, true), () -> refusal);
        assertEquals(404, response.getStatus());
        assertEquals("application/problem+json", response.getMediaType().toString());
        assertEquals(
                "no such thing",
                Json.MAPPER
                        .readTree((byte[]) response.getEntity())
                        .path("detail")
                        .asText());
    }

    @Test
    void aSurpriseIsAnsweredByAGeneralTextThatCarriesTheRequestId() throws Exception {
        var response = answers.inMessage(Call.of(CALLER, false), () -> {
            throw new IllegalStateException("secret detail");
        });
        assertEquals(200, response.getStatus());
        assertTrue(text(response).contains("r1"));
        assertFalse(text(response).contains("secret detail"));
    }

    private String inMessage(boolean problemDetails, Outcome outcome) {
        return text(answers.inMessage(Call.of(CALLER, problemDetails), () -> outcome));
    }

    private String bare(boolean problemDetails, Outcome outcome) {
        return text(answers.bare(Call.of(CALLER, problemDetails), () -> outcome));
    }

    private static String text(jakarta.ws.rs.core.Response response) {
        return new String((byte[]) response.getEntity()).replace('"', '\'');
    }
}
