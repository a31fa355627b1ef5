package org.calque.accounts.signin;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// One signed-in browser. Only a hash of its cookie is kept.
@Entity
@Table(name = "sessions")
public class Session {
    @Id
    public UUID id;

    public byte[] hash;
    public UUID accountId;
    public Instant created;
    public Instant expire;
}
