package org.calque.accounts.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// What a visitor must know to sign up. Only a hash of the text is kept.
@Entity
@Table(name = "registration_tokens")
class RegistrationToken {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    byte[] hash;
    String hint;

    @Column(columnDefinition = "text")
    String descr;

    int counter;
    Integer maxUses;
    Instant expires;
    boolean disabled;

    /// Seconds that accounts made with it live; null when they stay.
    Long ephemeral;

    Instant created;

    /// The name that its maker gave to the call that made it; null for none.
    String once;

    UUID onceBy;

    boolean isEphemeral() {
        return ephemeral != null;
    }

    boolean isUsedUp() {
        return maxUses != null && counter >= maxUses;
    }

    boolean isExpiredAt(Instant now) {
        return expires != null && !expires.isAfter(now);
    }
}
