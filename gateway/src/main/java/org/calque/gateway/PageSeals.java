package org.calque.gateway;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import org.calque.gateway.pages.Seals;

/// Pages seal with a secret that follows from the signing key, so that all gateways agree on it. A new signing key
/// makes
/// forms that are open at that moment too old.
@Dependent
class PageSeals {
    @Produces
    @Singleton
    Seals seals(InternalTokens tokens) {
        return new Seals(() -> secret(tokens), InstantSource.system());
    }

    private static byte[] secret(InternalTokens tokens) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("seals of pages".getBytes(StandardCharsets.UTF_8));
            return digest.digest(tokens.signingKey().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
