package org.calque.copies.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Secrets of webhooks, and what is signed with them. A secret is kept nowhere: it is made anew from the key of the
/// service whenever it is needed.
@ApplicationScoped
class Signatures {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;

    private final byte[] key;

    Signatures(WebhookSettings settings) {
        this.key = settings.keyFile()
                .map(file -> {
                    try {
                        return Files.readString(file).strip().getBytes(UTF_8);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException("the key of webhooks cannot be read", unreadable);
                    }
                })
                .orElse(null);
        if (key != null && key.length < SHORTEST_KEY) {
            throw new IllegalStateException("the key of webhooks must have at least " + SHORTEST_KEY + " characters");
        }
    }

    /// Whether there can be webhooks at all.
    boolean arePossible() {
        return key != null;
    }

    /// The secret in the form in which receivers take it.
    ///
    /// @param generation the first is 1; each rotation makes the next
    String secret(UUID webhook, int generation) {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes(webhook, generation));
    }

    private byte[] bytes(UUID webhook, int generation) {
        return mac(key, "webhook " + webhook + " " + generation);
    }

    /// The value of `webhook-signature`.
    ///
    /// @param alsoPrevious whether receivers may still have the secret of the generation before
    String sign(UUID webhook, int generation, boolean alsoPrevious, String id, long timestamp, String body) {
        var signed = id + "." + timestamp + "." + body;
        var newest = sign(webhook, generation, signed);
        return alsoPrevious && generation > 1 ? newest + " " + sign(webhook, generation - 1, signed) : newest;
    }

    private String sign(UUID webhook, int generation, String signed) {
        return "v1," + Base64.getEncoder().encodeToString(mac(bytes(webhook, generation), signed));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
