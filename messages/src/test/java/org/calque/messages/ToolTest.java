package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Arguments.Misfit;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Tool.Behind;
import org.calque.messages.Tool.Effect;
import org.junit.jupiter.api.Test;

class ToolTest {
    private static final UUID PROJECT = UUID.fromString("0c1a5f2e-5d0e-4a73-9f0a-2d6f3a1b7c11");

    private static ObjectNode json(String json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static String misfit(Tool tool, String arguments) {
        return assertThrows(Misfit.class, () -> tool.fields(json(arguments), null))
                .getMessage();
    }

    @Test
    void everyParameterIsAFieldOfTheOperationThatIsCalled() {
        for (var tool : Tool.values()) {
            for (var parameter : tool.parameters()) {
                assertTrue(
                        switch (tool.behind()) {
                            case Behind.OfEvent(var event) -> event.options().has(tool.field(parameter));
                            case Behind.OfRoute(var route) -> route.options().has(tool.field(parameter));
                            case Behind.TheGateway() -> false;
                        },
                        tool + " " + parameter);
            }
        }
    }

    @Test
    void aToolGivesWhatItsEventRequires() {
        for (var tool : Tool.values()) {
            if (tool.behind() instanceof Behind.OfEvent(var event)) {
                event.options().all().stream()
                        .filter(Options.Option::required)
                        .forEach(option -> assertTrue(tool.requires(option.name()), tool + " " + option));
            }
        }
    }

    @Test
    void namesAreThoseThatEveryClientTakes() {
        for (var tool : Tool.values()) {
            assertTrue(tool.wireName().matches("[a-z_]{1,64}"), tool.wireName());
        }
    }

    @Test
    void whatChangesNothingNeedsNoMoreThanToRead() {
        for (var tool : Tool.values()) {
            if (tool.effects().contains(Effect.NONE) && tool != Tool.JOB_STATUS) {
                assertTrue(Set.of(Scope.READ, Scope.SELF).contains(tool.scope()), tool.wireName());
            }
        }
    }

    @Test
    void parametersBecomeTheFieldsOfTheOperation() throws Misfit {
        assertEquals(
                json("{'project_id':'p','command':'make','path':'src','timeout':5,"
                        + "'bash':'true','err_on_exit':'false','max_output':'50000'}"),
                Tool.EXEC.fields(json("{'project_id':'p','command':'make','cwd':'src','timeout':5}"), null));
        assertEquals(
                json("{'project_id':'p','async_get':'j','async_await':true}"),
                Tool.JOB_STATUS.fields(json("{'project_id':'p','job_id':'j','wait':true}"), null));
        assertEquals(
                json("{'src_project_id':'a','target_project_id':'b','path':'x'}"),
                Tool.COPY.fields(json("{'src_project_id':'a','src_path':'x','target_project_id':'b'}"), null));
    }

    @Test
    void whatCannotBeIsToldUnderTheNamesOfTheTool() {
        assertEquals(
                "'account_id' is no parameter of list_projects, which takes limit",
                misfit(Tool.LIST_PROJECTS, "{'account_id':'x'}"));
        assertEquals("'a' is no parameter of whoami, which takes none", misfit(Tool.WHOAMI, "{'a':1}"));
        assertEquals("command must be given", misfit(Tool.EXEC, "{'project_id':'p','command':null}"));
        assertEquals(
                "property 'cwd' must be a string, but is a list",
                misfit(Tool.EXEC, "{'project_id':'p','command':'ls','cwd':[]}"));
        assertEquals(
                "property 'path' must be a string, but is a list",
                misfit(Tool.READ_FILE, "{'project_id':'p','path':['a']}"));
    }

    @Test
    void aKeyOfAProjectNamesItsProjectAndCanNameNoOther() throws Misfit {
        assertEquals(
                PROJECT.toString(),
                Tool.READ_FILE
                        .fields(json("{'path':'a'}"), PROJECT)
                        .path("project_id")
                        .asText());
        assertEquals(
                "this API key is for project " + PROJECT + " and no other",
                assertThrows(
                                Misfit.class,
                                () -> Tool.READ_FILE.fields(json("{'path':'a','project_id':'other'}"), PROJECT))
                        .getMessage());
        assertEquals(
                "'copy' is not for the API key of a project",
                Tool.COPY.refusal(Kind.PROJECT, Limits.NONE).orElseThrow());
        assertFalse(Tool.EXEC.refusal(Kind.PROJECT, Limits.NONE).isPresent());
        assertFalse(Tool.WHOAMI.refusal(Kind.PROJECT, Limits.NONE).isPresent());
    }

    @Test
    void aLimitedKeyIsToldTheScopeThatItLacks() {
        var reader = new Limits(Set.of("read"), null, null);
        assertEquals(
                "the API key lacks the scope 'exec' that 'start_job' needs",
                Tool.START_JOB.refusal(Kind.ACCOUNT, reader).orElseThrow());
        assertFalse(Tool.QUERY.refusal(Kind.ACCOUNT, reader).isPresent());
    }
}
