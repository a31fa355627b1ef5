package org.calque.accounts.signin;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;

/// One signed-in browser. Only a hash of its cookie is kept.
@Entity
@Table(name = "sessions")
public class Session {
    private static final String KEY_ID = "session-";

    @Id
    public UUID id;

    public byte[] hash;
    public UUID accountId;
    public Instant created;
    public Instant expire;

    /// What a call by this session names as its key, and what its revocation names.
    public static String keyId(UUID session) {
        return KEY_ID + session;
    }

    /// The session by which a call was made, if it was made by one.
    public static Optional<UUID> of(Caller caller) {
        return caller.isAccount() && caller.keyId().startsWith(KEY_ID)
                ? Uuids.parse(caller.keyId().substring(KEY_ID.length()))
                : Optional.empty();
    }
}
