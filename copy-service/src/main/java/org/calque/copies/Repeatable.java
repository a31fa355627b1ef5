package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// A request with an `Idempotency-Key`: it may come again, and then stands for what was made the first time. Both are
/// kept
/// as hashes.
///
/// @param content all that must be the same for a request to be the same
record Repeatable(byte[] key, byte[] content) {
    private static final int LONGEST_KEY = 255;
    static final Outcome OTHER_REQUEST = refused(Reason.CONFLICT, "this Idempotency-Key was used for another request");

    static Repeatable of(String key, Object content) {
        return new Repeatable(hash(key), hash(content.toString()));
    }

    /// Why this cannot be a key; empty when it can.
    static Optional<Outcome> refusal(String key) {
        return key.length() <= LONGEST_KEY
                ? Optional.empty()
                : Optional.of(
                        refused(Reason.INVALID, "Idempotency-Key may have at most " + LONGEST_KEY + " characters"));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
