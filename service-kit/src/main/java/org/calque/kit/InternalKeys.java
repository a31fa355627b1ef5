package org.calque.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// The public keys with which internal tokens are verified: a JWKS file, read again whenever it has changed and a token
/// names a key that is not known yet. So keys rotate without a restart.
final class InternalKeys {
    private static final Logger LOG = Logger.getLogger(InternalKeys.class);

    private final Path jwks;
    private volatile FileTime readAt = FileTime.fromMillis(0);
    private volatile Map<String, PublicKey> keys = Map.of();

    InternalKeys(Path jwks) {
        this.jwks = jwks;
    }

    /// The key of this id, if the file has it now.
    Optional<PublicKey> byId(String kid) {
        PublicKey known = keys.get(kid);
        return known != null ? Optional.of(known) : Optional.ofNullable(reread().get(kid));
    }

    private synchronized Map<String, PublicKey> reread() {
        try {
            var changedAt = Files.getLastModifiedTime(jwks);
            if (!changedAt.equals(readAt)) {
                var read = new HashMap<String, PublicKey>();
                for (var key : new JsonWebKeySet(Files.readString(jwks)).getJsonWebKeys()) {
                    read.put(key.getKeyId(), ((PublicJsonWebKey) key).getPublicKey());
                }
                keys = Map.copyOf(read);
                readAt = changedAt;
            }
        } catch (IOException | JoseException unreadable) {
            LOG.errorf("the keys of internal tokens cannot be read from %s: %s", jwks, unreadable.getMessage());
        }
        return keys;
    }
}
