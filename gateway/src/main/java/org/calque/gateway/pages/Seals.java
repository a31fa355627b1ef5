package org.calque.gateway.pages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Texts that leave for a browser and come back unread and unchanged. The gateway remembers nothing: what it needs to
/// know again travels sealed. All gateways of a system have the same key.
public final class Seals {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Supplier<byte[]> secret;
    private final InstantSource clock;

    public Seals(Supplier<byte[]> secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /// A new text that nobody can guess.
    public static String unguessable() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return text(bytes);
    }

    /// A mark that only holders of the key can make of this text.
    public String mark(String purpose, String text) {
        return text(hash(purpose, text));
    }

    public boolean isMark(String purpose, String text, String mark) {
        return MessageDigest.isEqual(
                mark(purpose, text).getBytes(StandardCharsets.US_ASCII), mark.getBytes(StandardCharsets.UTF_8));
    }

    /// Hides a text.
    ///
    /// @param reader who may have it opened again
    public String seal(String text, String reader, Duration life) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var plain = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(clock.instant().plus(life).toEpochMilli())
                .put(bytes)
                .array();
        try {
            var hidden = cipher(Cipher.ENCRYPT_MODE, nonce, reader).doFinal(plain);
            return text(ByteBuffer.allocate(NONCE + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES", impossible);
        }
    }

    /// The text, unless the seal is too old, broken, or somebody else's.
    public Optional<String> open(String sealed, String reader) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed);
            if (bytes.length <= NONCE) {
                return Optional.empty();
            }
            var nonce = ByteBuffer.wrap(bytes).slice(0, NONCE);
            var start = new byte[NONCE];
            nonce.get(start);
            var plain = ByteBuffer.wrap(
                    cipher(Cipher.DECRYPT_MODE, start, reader).doFinal(bytes, NONCE, bytes.length - NONCE));
            return Instant.ofEpochMilli(plain.getLong()).isAfter(clock.instant())
                    ? Optional.of(StandardCharsets.UTF_8.decode(plain).toString())
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String reader) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(hash("seal", ""), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(reader.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] hash(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get(), "HmacSHA256"));
            return mac.doFinal((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC", impossible);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
