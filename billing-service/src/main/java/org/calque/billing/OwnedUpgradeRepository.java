package org.calque.billing;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

@ApplicationScoped
class OwnedUpgradeRepository implements PanacheRepository<OwnedUpgrade> {
    private final Clock clock;

    OwnedUpgradeRepository(Clock clock) {
        this.clock = clock;
    }

    /// What the account owns now, summed by upgrade.
    Map<String, Double> ownedBy(UUID account) {
        Instant now = clock.instant();
        var sums = new TreeMap<String, Double>();
        for (OwnedUpgrade owned :
                list("accountId = ?1 and since <= ?2 and (until is null or until > ?2)", account, now)) {
            sums.merge(owned.upgrade, owned.amount, Double::sum);
        }
        return sums;
    }
}
