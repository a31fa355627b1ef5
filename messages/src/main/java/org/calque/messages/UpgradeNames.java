package org.calque.messages;

import java.util.Set;

/// The upgrades that an account can own and give to projects.
public final class UpgradeNames {
    /// All of them, as on the wire.
    public static final Set<String> ALL = Set.of(
            "disk_quota",
            "memory",
            "memory_request",
            "cores",
            "cpu_shares",
            "mintime",
            "network",
            "member_host",
            "always_running",
            "ephemeral_state",
            "ephemeral_disk",
            "ext_rw",
            "patch",
            "gpu");

    private UpgradeNames() {}
}
