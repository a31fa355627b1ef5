package org.calque.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.calque.embedded.SigningKeys;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void theKeyIsNamedAsInTheKeySetAndChangesWithItsFile() throws Exception {
        var key = new SigningKey(make("2026-11-21T08:00:00Z"));
        var first = key.current().kid();
        assertEquals(publishedKid(), first);
        make("2026-11-21T08:01:00Z");
        assertNotEquals(first, key.current().kid());
        assertEquals(publishedKid(), key.current().kid());
    }

    @Test
    void aFileThatCannotBeReadLeavesTheKeyThatWasThere() throws Exception {
        var file = make("2026-11-21T08:00:00Z");
        var key = new SigningKey(file);
        var kid = key.current().kid();
        Files.writeString(file, "half a key");
        assertEquals(kid, key.current().kid());
        Files.delete(file);
        assertEquals(kid, key.current().kid());
    }

    @Test
    void withoutAnyKeyThereIsNothingToSignWith() {
        var key = new SigningKey(folder.resolve("none.pem"));
        assertThrows(IllegalStateException.class, key::current);
    }

    private Path make(String changedAt) throws IOException {
        var file = folder.resolve("key.pem");
        SigningKeys.make(file, folder.resolve("jwks.json"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changedAt)));
        return file;
    }

    private String publishedKid() throws Exception {
        return new JsonWebKeySet(Files.readString(folder.resolve("jwks.json")))
                .getJsonWebKeys()
                .getFirst()
                .getKeyId();
    }
}
