package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.projects.ProjectExec;
import org.calque.messages.projects.ProjectsGet;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void aMissingRequiredOptionIsNamedInTheWordsOfTheContract() throws Exception {
        assertEquals(
                "invalid parameters 'Error: misc.defaults -- TypeError: property 'command' must be specified: '",
                wrong("{'project_id':'p'}"));
    }

    @Test
    void nullIsAsGoodAsAbsentForARequiredOption() throws Exception {
        assertEquals(
                "invalid parameters 'Error: misc.defaults -- TypeError: property 'project_id' must be specified: '",
                wrong("{'project_id':null,'command':'ls'}"));
    }

    @Test
    void anUnknownOptionIsNamedInTheWordsOfTheContract() throws Exception {
        assertEquals(
                "invalid parameters 'Error: misc.defaults -- TypeError: got an unexpected argument 'foo' '",
                wrong("{'project_id':'p','command':'ls','foo':1}"));
    }

    @Test
    void aWrongTypeIsRefusedUnderTheNameOfTheOption() throws Exception {
        assertEquals(
                "invalid parameters 'Error: misc.defaults -- TypeError: property 'timeout' must be a number,"
                        + " but is the string 'soon': '",
                wrong("{'project_id':'p','command':'ls','timeout':'soon'}"));
        assertEquals(
                "invalid parameters 'Error: misc.defaults -- TypeError: property 'args' must be a list of strings,"
                        + " but is a list: '",
                wrong("{'project_id':'p','command':'ls','args':[1]}"));
    }

    @Test
    void theTextOfAValueIsTakenForTheValue() throws Exception {
        var request = bound(
                "{'project_id':'p','command':'ls','timeout':'2.5','max_output':'7','bash':'false','err_on_exit':'true'}");
        assertEquals(2.5, request.timeout());
        assertEquals(7L, request.maxOutput());
        assertEquals(false, request.bash());
        assertEquals(true, request.errOnExit());
    }

    @Test
    void defaultsFillWhatWasNotGiven() throws Exception {
        var request = bound("{'project_id':'p','command':'ls','timeout':null}");
        assertEquals(10.0, request.timeout());
        assertEquals("", request.path());
        assertEquals(true, request.errOnExit());
    }

    @Test
    void anIntegerMayBeWrittenWithZeroDecimalsButNotOutsideItsRange() throws Exception {
        assertEquals(
                3L, bound("{'project_id':'p','command':'ls','max_output':3.0}").maxOutput());
        assertInstanceOf(Options.Checked.Wrong.class, check("{'project_id':'p','command':'ls','max_output':1e400}"));
        assertInstanceOf(Options.Checked.Wrong.class, check("{'project_id':'p','command':'ls','max_output':0.5}"));
    }

    @Test
    void unknownParametersOfApiV2AreDropped() throws Exception {
        var checked = Options.of(ProjectsGet.class).checkLeniently(json("{'limit':3,'foo':'bar'}"));
        assertEquals("{\"limit\":3}", ((Options.Checked.Fine) checked).options().toString());
    }

    private static ProjectExec bound(String options) throws Exception {
        return Binder.bind(((Options.Checked.Fine) check(options)).options(), ProjectExec.class);
    }

    private static String wrong(String options) throws Exception {
        return ((Options.Checked.Wrong) check(options)).error();
    }

    private static Options.Checked check(String options) throws Exception {
        return Options.of(ProjectExec.class).checkStrictly(json(options));
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
