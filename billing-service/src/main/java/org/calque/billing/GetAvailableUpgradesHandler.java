package org.calque.billing;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Service;
import org.calque.messages.billing.GetAvailableUpgrades;

@ApplicationScoped
class GetAvailableUpgradesHandler implements Handler<GetAvailableUpgrades> {
    private static final TypeReference<Map<UUID, Map<String, Double>>> BY_PROJECT = new TypeReference<>() {};

    private final OwnedUpgradeRepository upgrades;
    private final ServiceClient services;

    GetAvailableUpgradesHandler(OwnedUpgradeRepository upgrades, ServiceClient services) {
        this.upgrades = upgrades;
        this.services = services;
    }

    @Override
    @Transactional
    public Outcome handle(GetAvailableUpgrades request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.FORBIDDEN, "Error: upgrades belong to accounts, and this is not the key of one");
        }
        var balance = UpgradeBalance.of(upgrades.ownedBy(caller.id()), inUse(caller));
        balance.excess().keySet().removeIf(project -> !caller.limits().allow(project));
        return done(balance);
    }

    private Map<UUID, Map<String, Double>> inUse(Caller caller) {
        var answer = services.post(Service.PROJECTS, "/allocated-upgrades", Map.of(), caller);
        if (answer.status() != 200) {
            throw new Unavailable("the projects service does not say which upgrades are in use", null);
        }
        return Json.MAPPER.convertValue(answer.json(), BY_PROJECT);
    }
}
