package org.calque.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// What a client showed to say who it is. Never logged: it has no text form.
sealed interface Credential {
    /// No `Authorization` header.
    record Missing() implements Credential {}

    /// A header of another kind than Basic and Bearer.
    record OtherScheme(String scheme) implements Credential {}

    /// A key that is empty (`curl -u :`).
    record Blank() implements Credential {}

    /// A secret that accounts-service can look up.
    ///
    /// @param field `key` or `session`, the name of the secret's kind in the look-up
    record Secret(String field, String value) implements Credential {
        /// Longer ones are not worth a look-up.
        static final int LONGEST = 512;

        /// Under which the caller is remembered, so that no memory dump shows a key.
        Hash hash() {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update((byte) field.charAt(0));
                return new Hash(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }

        boolean isTooLong() {
            return value.length() > LONGEST;
        }

        @Override
        public String toString() {
            return field;
        }
    }

    /// SHA-256 of a secret.
    final class Hash {
        private final byte[] bytes;

        private Hash(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int hashCode() {
            return bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
        }
    }

    static Credential inHeader(String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return new Missing();
        }
        var header = authorization.strip();
        int space = header.indexOf(' ');
        var scheme = space < 0 ? header : header.substring(0, space);
        var rest = space < 0 ? "" : header.substring(space + 1).strip();
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "basic" -> key(userIn(rest));
            case "bearer" -> key(rest);
            default -> new OtherScheme(scheme);
        };
    }

    /// The session by which a browser is signed in; null when there is none.
    static Secret inCookie(String cookies) {
        return SessionCookie.in(cookies).map(it -> new Secret("session", it)).orElse(null);
    }

    private static Credential key(String key) {
        return key.isEmpty() ? new Blank() : new Secret("key", key);
    }

    /// The part before the first colon; what is not base64 is a key that nobody has.
    private static String userIn(String basic) {
        try {
            var pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return basic;
        }
    }
}
