package org.calque.billing;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// So much of one upgrade, bought by or given to an account for some time.
@Entity
@Table(name = "owned_upgrades")
class OwnedUpgrade {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID accountId;
    String upgrade;
    double amount;
    String source;
    Instant since;
    Instant until;

    static OwnedUpgrade of(UUID account, String upgrade, double amount, String source, Instant since) {
        var owned = new OwnedUpgrade();
        owned.accountId = account;
        owned.upgrade = upgrade;
        owned.amount = amount;
        owned.source = source;
        owned.since = since;
        return owned;
    }
}
