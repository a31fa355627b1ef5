package org.calque.billing;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.messages.billing.GetAvailableUpgrades.Upgrades;

/// Holds what an account owns against what it has given to projects.
final class UpgradeBalance {
    private UpgradeBalance() {}

    /// Projects are served in the order of their ids; what is left over at the end is available, and what a project has
    /// beyond what was left for it is its excess.
    static Upgrades of(Map<String, Double> owned, Map<UUID, Map<String, Double>> inUse) {
        var left = new TreeMap<>(owned);
        var excess = new TreeMap<UUID, Map<String, Double>>();
        new TreeMap<>(inUse)
                .forEach((project, upgrades) -> upgrades.forEach((upgrade, amount) -> {
                    double available = left.getOrDefault(upgrade, 0.0);
                    if (amount > available) {
                        excess.computeIfAbsent(project, it -> new TreeMap<>()).put(upgrade, amount - available);
                    }
                    left.computeIfPresent(upgrade, (name, before) -> Math.max(0, before - amount));
                }));
        return new Upgrades(owned, excess, left);
    }
}
