package org.calque.accounts.signin;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A token with which a browser can be signed in as an account. Only its hash is kept.
@Entity
@Table(name = "auth_tokens")
class AuthToken {
    @Id
    byte[] hash;

    UUID accountId;
    Instant expire;
}
