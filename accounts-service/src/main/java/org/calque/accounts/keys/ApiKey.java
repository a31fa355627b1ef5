package org.calque.accounts.keys;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A key of an account, or of a project on behalf of an account. Only a hash of its secret is kept.
@Entity
@Table(name = "api_keys")
class ApiKey {
    @Id
    Integer id;

    UUID accountId;
    UUID projectId;
    byte[] hash;
    String trunc;
    String name;
    Instant created;
    Instant expire;
    Instant lastActive;

    boolean isExpiredAt(Instant now) {
        return expire != null && !expire.isAfter(now);
    }
}
