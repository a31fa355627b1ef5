package org.calque.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    @TempDir
    Path folder;

    @Test
    void thePublicHalfChecksWhatThePrivateHalfSigned() throws Exception {
        make();
        var body = Files.readString(folder.resolve("key.pem")).replaceAll("-----.*-----|\\s", "");
        var rsa = KeyFactory.getInstance("RSA");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(
                rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))));
        signature.update((byte) 1);
        var signed = signature.sign();

        signature.initVerify(rsa.generatePublic(new RSAPublicKeySpec(number("n"), number("e"))));
        signature.update((byte) 1);
        assertTrue(signature.verify(signed));
    }

    @Test
    void theKidIsTheThumbprintOfRfc7638() throws Exception {
        make();
        var members = "{\"e\":\"" + member("e") + "\",\"kty\":\"RSA\",\"n\":\"" + member("n") + "\"}";
        var digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes());
        assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(digest), member("kid"));
    }

    @Test
    void theKeyBeforeTheNewOneStaysKnownAndNoOlderOne() throws Exception {
        make();
        var first = member("kid");
        make();
        var second = member("kid");
        assertTrue(Files.readString(folder.resolve("jwks.json")).contains(first));
        make();
        var jwks = Files.readString(folder.resolve("jwks.json"));
        assertTrue(jwks.contains(second));
        assertFalse(jwks.contains(first));
    }

    @Test
    void onlyTheOwnerReadsThePrivateHalf() throws Exception {
        make();
        var permissions = Files.getPosixFilePermissions(folder.resolve("key.pem"));
        assertEquals("rw-------", PosixFilePermissions.toString(permissions));
    }

    private void make() throws Exception {
        SigningKeys.make(folder.resolve("key.pem"), folder.resolve("jwks.json"));
    }

    private BigInteger number(String member) throws Exception {
        return new BigInteger(1, Base64.getUrlDecoder().decode(member(member)));
    }

    private String member(String name) throws Exception {
        var found =
                Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(Files.readString(folder.resolve("jwks.json")));
        assertTrue(found.find());
        return found.group(1);
    }
}
