package org.calque.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The RSA key by which the gateway signs for its callers, and the public half that all services check with.
public final class SigningKeys {
    private static final int BITS = 2048;
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private static final Pattern KEY = Pattern.compile("\\{[^{}]*}");

    private SigningKeys() {}

    /// Makes a new key. What the one before it has signed stays valid: its public half stays in the set until the next
    /// time, and stands there before anything is signed by the new one.
    ///
    /// @param privateKey takes the private half, PEM of PKCS#8, readable by the owner only
    /// @param jwks       takes the public half as a JSON Web Key Set; its `kid` is the RFC 7638 thumbprint
    public static void make(Path privateKey, Path jwks) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded());
            var keys = Stream.concat(Stream.of(jwk((RSAPublicKey) pair.getPublic())), newest(jwks));
            Secrets.write(jwks, keys.collect(Collectors.joining(",\n", "{\"keys\":[", "]}\n")));
            Secrets.write(privateKey, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA and SHA-256", e);
        }
    }

    private static Stream<String> newest(Path jwks) throws IOException {
        return Files.exists(jwks)
                ? KEY.matcher(Files.readString(jwks))
                        .results()
                        .map(MatchResult::group)
                        .limit(1)
                : Stream.empty();
    }

    private static String jwk(RSAPublicKey key) throws NoSuchAlgorithmException {
        var members = "\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\""
                .formatted(number(key.getPublicExponent()), number(key.getModulus()));
        var thumbprint = MessageDigest.getInstance("SHA-256").digest(("{" + members + "}").getBytes(UTF_8));
        return "{" + members + ",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"" + BASE64_URL.encodeToString(thumbprint)
                + "\"}";
    }

    /// Big-endian, without the leading zero byte by which Java marks a positive number.
    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        var start = bytes[0] == 0 ? 1 : 0;
        return BASE64_URL.encodeToString(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
