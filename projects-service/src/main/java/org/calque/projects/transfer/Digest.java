package org.calque.projects.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// `Repr-Digest` and `Want-Repr-Digest` of RFC 9530, for SHA-256.
public final class Digest {
    private static final Pattern SHA_256 =
            Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*:([A-Za-z0-9+/=]{44}):", Pattern.CASE_INSENSITIVE);
    private static final Pattern WANTED = Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*[1-9]", Pattern.CASE_INSENSITIVE);

    private Digest() {}

    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The SHA-256 that a header tells; empty when it tells none that can be read.
    public static Optional<byte[]> in(String header) {
        var found = SHA_256.matcher(header);
        try {
            return found.find()
                    ? Optional.of(Base64.getDecoder().decode(found.group(1))).filter(it -> it.length == 32)
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    public static boolean isWanted(String header) {
        return header != null && WANTED.matcher(header).find();
    }

    public static String header(byte[] sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
    }

    public static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
