package org.calque.copies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Whose turn it is on this replica. Accounts take turns: each round gives every account that waits one copy, and
/// the next choice goes on behind the account that was served last. So one account's ten thousand copies delay
/// another's one by no more than a copy for each account that waits.
///
/// No account and no source project gets all places of a replica, so that there is room for who comes next.
final class Rota {
    static final UUID NOBODY = new UUID(0, 0);

    private final int perAccount;
    private final int perSource;
    private UUID servedLast = NOBODY;
    private int sharedBy = 1;

    Rota(int perAccount, int perSource) {
        this.perAccount = perAccount;
        this.perSource = perSource;
    }

    /// Behind which account the waiting are to be listed.
    UUID servedLast() {
        return servedLast;
    }

    /// How many lanes of each account are to be listed. Looking at a lane costs the database some work, so when many
    /// accounts wait, few of each are looked at; and more again when those were not enough.
    int lanesOfEach(int free) {
        return Math.max(2, Math.ceilDiv(2 * free, sharedBy));
    }

    /// Chooses what to claim.
    ///
    /// @param waiting accounts that wait, listed from behind [#servedLast], with some of their lanes
    /// @param running what runs on this replica
    /// @param free    places that are free on this replica
    List<Lane> choose(WaitingLanes waiting, Collection<Lane> running, int free) {
        var load = new Load(running);
        Map<UUID, List<Lane>> byAccount = new LinkedHashMap<>();
        waiting.lanes()
                .forEach(lane -> byAccount
                        .computeIfAbsent(lane.account(), account -> new ArrayList<>())
                        .add(lane));
        var chosen = new ArrayList<Lane>();
        for (int before = -1; before < chosen.size() && chosen.size() < free; ) {
            before = chosen.size();
            for (var lanes : byAccount.values()) {
                if (chosen.size() < free) {
                    load.takeFirst(lanes, chosen);
                }
            }
        }
        sharedBy = chosen.size() == free ? Math.max(1, waiting.accounts().size()) : 1;
        if (!chosen.isEmpty()) {
            servedLast = chosen.getLast().account();
        } else if (!waiting.accounts().isEmpty()) {
            // None of those can be served now; others may wait behind them.
            servedLast = waiting.accounts().getLast();
        }
        return chosen;
    }

    private final class Load {
        private final Map<UUID, Integer> ofAccounts = new HashMap<>();
        private final Map<UUID, Integer> ofSources = new HashMap<>();
        private final Set<UUID> targets = new HashSet<>();

        Load(Collection<Lane> running) {
            running.forEach(this::add);
        }

        private void add(Lane lane) {
            ofAccounts.merge(lane.account(), 1, Integer::sum);
            ofSources.merge(lane.source(), 1, Integer::sum);
            targets.add(lane.target());
        }

        private void takeFirst(List<Lane> lanes, List<Lane> chosen) {
            for (var lane : lanes) {
                if (hasRoomFor(lane)) {
                    add(lane);
                    chosen.add(lane);
                    lanes.remove(lane);
                    return;
                }
            }
        }

        private boolean hasRoomFor(Lane lane) {
            return ofAccounts.getOrDefault(lane.account(), 0) < perAccount
                    && ofSources.getOrDefault(lane.source(), 0) < perSource
                    && !targets.contains(lane.target());
        }
    }
}
