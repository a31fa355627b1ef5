package org.calque.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// A token as the gateway signs it, to measure a service without the gateway. Good for not quite two minutes.
final class InnerToken {
    private static final long SECONDS = 110;
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private InnerToken() {}

    static String of(UUID account, Path secrets) throws IOException {
        var kid = new ObjectMapper()
                .readTree(secrets.resolve("jwks.json").toFile())
                .at("/keys/0/kid")
                .asText();
        var now = Instant.now().getEpochSecond();
        var head = "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}";
        var claims = "{\"iss\":\"calque-gateway\",\"sub\":\"" + account
                + "\",\"kind\":\"account\",\"groups\":[],\"key_id\":\"bench\",\"iat\":" + now + ",\"exp\":"
                + (now + SECONDS) + "}";
        var text = encoded(head.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        return text + "." + encoded(signature(text, secrets.resolve("signing-key.pem")));
    }

    private static byte[] signature(String text, Path privateKey) throws IOException {
        var pem = Files.readString(privateKey).replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the signing key cannot be used", unusable);
        }
    }

    private static String encoded(byte[] bytes) {
        return BASE64_URL.encodeToString(bytes);
    }
}
