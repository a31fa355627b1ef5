package org.calque.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Json;
import org.junit.jupiter.api.Test;

class DeepMergeTest {
    @Test
    void keysAreMergedAtEveryDepth() throws Exception {
        assertMerged("{'a':{'x':1,'y':{'p':1,'q':2}},'b':3}", "{'a':{'x':1,'y':{'p':1}}}", "{'a':{'y':{'q':2}},'b':3}");
    }

    @Test
    void aNullRemovesItsKeyAndNothingElse() throws Exception {
        assertMerged("{'a':{'y':2}}", "{'a':{'x':1,'y':2}}", "{'a':{'x':null}}");
    }

    @Test
    void aListReplacesWhatWasThere() throws Exception {
        assertMerged("{'a':[3]}", "{'a':[1,2]}", "{'a':[3]}");
    }

    @Test
    void anObjectReplacesAScalarAndAScalarAnObject() throws Exception {
        assertMerged("{'a':{'x':1},'b':2}", "{'a':1,'b':{'x':1}}", "{'a':{'x':1},'b':2}");
    }

    @Test
    void anEmptyObjectIsCreatedButEmptiesNothing() throws Exception {
        assertMerged("{'a':{'x':1},'b':{}}", "{'a':{'x':1}}", "{'a':{},'b':{}}");
    }

    @Test
    void nothingStoredCountsAsEmpty() throws Exception {
        assertEquals(json("{'a':1}"), DeepMerge.merge(null, json("{'a':1}")));
    }

    @Test
    void keysWithDotsAndBracesAreKeysLikeAnyOther() throws Exception {
        assertMerged("{'a.b':{'{x}':1,'y,z':2}}", "{'a.b':{'{x}':1}}", "{'a.b':{'y,z':2}}");
    }

    private static void assertMerged(String expected, String stored, String change) throws Exception {
        var before = json(stored);
        assertEquals(json(expected), DeepMerge.merge(before, json(change)));
        assertEquals(json(stored), before, "what was stored is not altered in place");
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
