package org.calque.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// An error that a client saw and reported.
@Entity
@Table(name = "client_error_log")
class ClientError {
    @Id
    UUID id;

    @Column(columnDefinition = "text")
    String event;

    @Column(columnDefinition = "text")
    String error;

    UUID accountId;
    Instant time;
    Instant expire;
}
