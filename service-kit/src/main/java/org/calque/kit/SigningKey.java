package org.calque.kit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jboss.logging.Logger;

/// The private key of internal tokens: a PEM file, read again whenever it has changed, so that keys rotate without a
/// restart. A file that cannot be read leaves the key that was there before in use.
public final class SigningKey {
    private static final Logger LOG = Logger.getLogger(SigningKey.class);

    /// @param kid the RFC 7638 thumbprint of the public half, by which services find it in their key set
    public record Current(PrivateKey key, String kid) {}

    private final Path file;
    private FileTime readAt;
    private FileTime refusedAt;
    private Current current;

    public SigningKey(Path file) {
        this.file = file;
    }

    /// The key as the file has it now.
    ///
    /// @throws IllegalStateException when there has never been a usable one
    public synchronized Current current() {
        try {
            var changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt) && !changedAt.equals(refusedAt)) {
                refusedAt = changedAt;
                current = read();
                readAt = changedAt;
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException unusable) {
            LOG.errorf(
                    "the signing key cannot be read from %s: %s",
                    file, unusable.getClass().getSimpleName());
        }
        if (current == null) {
            throw new IllegalStateException("there is no usable signing key in " + file);
        }
        return current;
    }

    private Current read() throws IOException, GeneralSecurityException {
        var pem = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        var key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        return new Current(key, thumbprint(key));
    }

    private static String thumbprint(RSAPrivateCrtKey key) throws GeneralSecurityException {
        var members = "{\"e\":\"" + number(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + number(key.getModulus()) + "\"}";
        return base64Url(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
    }

    /// Big-endian, without the leading zero byte by which Java marks a positive number.
    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64Url(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
