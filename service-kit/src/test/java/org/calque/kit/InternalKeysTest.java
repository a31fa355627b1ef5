package org.calque.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalKeysTest {
    @TempDir
    Path folder;

    @Test
    void aKeyThatWasAddedToTheFileIsFoundWithoutARestart() throws Exception {
        var file = folder.resolve("jwks.json");
        var first = key("first");
        write(file, 1, first);
        var keys = new InternalKeys(file);
        assertEquals(first.getRsaPublicKey(), keys.byId("first").orElseThrow());
        assertTrue(keys.byId("second").isEmpty());

        var second = key("second");
        write(file, 2, first, second);
        assertEquals(second.getRsaPublicKey(), keys.byId("second").orElseThrow());
    }

    @Test
    void aFileThatIsGoneOrBrokenLeavesTheKnownKeysInPlace() throws Exception {
        var file = folder.resolve("jwks.json");
        write(file, 1, key("first"));
        var keys = new InternalKeys(file);
        assertTrue(keys.byId("first").isPresent());

        Files.writeString(file, "{");
        assertTrue(keys.byId("second").isEmpty());
        assertTrue(keys.byId("first").isPresent());
        Files.delete(file);
        assertTrue(keys.byId("second").isEmpty());
        assertTrue(keys.byId("first").isPresent());
    }

    private static RsaJsonWebKey key(String kid) throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = new RsaJsonWebKey((RSAPublicKey) generator.generateKeyPair().getPublic());
        key.setKeyId(kid);
        return key;
    }

    private static void write(Path file, int second, RsaJsonWebKey... keys) throws IOException {
        Files.writeString(file, new JsonWebKeySet(List.of(keys)).toJson());
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + second)));
    }
}
