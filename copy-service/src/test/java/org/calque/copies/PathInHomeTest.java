package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathInHomeTest {
    private static final UUID PROJECT = UUID.fromString("6a2f3f0e-5a3c-4d3a-9c57-0d7b1f1f6d11");

    @ParameterizedTest
    @CsvSource({"a/b,a/b", "./a//b/,a/b", "/a,a", "a/../b,b", "'',''", "/,''", "a/b/..,a", "x y/ü,x y/ü"})
    void pathsAreNormalised(String given, String relative) {
        assertEquals(relative, path(given).relative());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../b", "/..", "a/b/../../../c"})
    void noPathLeavesTheHome(String given) {
        assertTrue(PathInHome.of(PROJECT, given).isEmpty());
    }

    @Test
    void theHomeAsItsProjectSeesItIsTheHome() {
        assertEquals("x", path("/projects/" + PROJECT + "/x").relative());
        assertEquals("", path("/projects/" + PROJECT).relative());
        assertEquals("/projects/" + PROJECT + "/x", path("x").seenAs());
        assertTrue(PathInHome.of(PROJECT, "/projects/" + PROJECT + "/..").isEmpty());
    }

    @Test
    void aSlashAtTheEndAsksForAFolder() {
        assertTrue(path("a/").asFolder());
        assertTrue(path("a/.").asFolder());
        assertFalse(path("a").asFolder());
    }

    @Test
    void aFolderIsAboveWhatIsInsideIt() {
        assertTrue(path("a").isAbove(path("a/b")));
        assertTrue(path("").isAbove(path("a")));
        assertFalse(path("a").isAbove(path("ab")));
        assertFalse(path("a").isAbove(path("a")));
    }

    private static PathInHome path(String given) {
        return PathInHome.of(PROJECT, given).orElseThrow();
    }
}
