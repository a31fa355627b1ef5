package org.calque.messages.billing;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells which upgrades the caller owns and which of them are not in use.
///
/// Source: API v1, `get_available_upgrades`.
public record GetAvailableUpgrades() implements Request {
    /// @param total     all that the account owns, by upgrade name
    /// @param excess    project id to the amounts in use there over what the account owns
    /// @param available what is owned and not in use
    @JsonTypeName("available_upgrades")
    public record Upgrades(
            Map<String, Double> total, Map<UUID, Map<String, Double>> excess, Map<String, Double> available)
            implements Reply {}
}
