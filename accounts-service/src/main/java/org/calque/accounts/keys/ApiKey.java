package org.calque.accounts.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.accounts.ApiKeys.Key;

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

    @Column(columnDefinition = "text[]")
    String[] scopes;

    @Column(columnDefinition = "uuid[]")
    UUID[] projects;

    @Column(columnDefinition = "text[]")
    String[] networks;

    Integer rotatedTo;

    /// Names the call that made the key, when the client has given it a name.
    String once;

    boolean isExpiredAt(Instant now) {
        return expire != null && !expire.isAfter(now);
    }

    /// As its owner sees it.
    ///
    /// @param secret null unless the key has just been made
    Key shown(String secret) {
        return new Key(
                id,
                accountId,
                projectId,
                expire,
                created,
                name,
                trunc,
                lastActive,
                listed(scopes),
                listed(projects),
                listed(networks),
                rotatedTo,
                secret);
    }

    private static <T> List<T> listed(T[] values) {
        return values == null ? null : List.of(values);
    }
}
