package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import org.calque.messages.Event;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Route;

/// How long an answer is waited for. Commands say themselves how long they may take.
@Singleton
class Patience {
    private static final double EVENT_EXEC_SECONDS = 10;
    private static final double ROUTE_EXEC_SECONDS = 60;

    private final GatewayConfig config;

    Patience(GatewayConfig config) {
        this.config = config;
    }

    Duration with(Event event, ObjectNode options) {
        return event == Event.PROJECT_EXEC
                ? untilExecEnds(options.path("timeout"), EVENT_EXEC_SECONDS)
                : config.timeouts().getOrDefault(event.wireName(), config.timeout());
    }

    Duration with(Route route, ObjectNode parameters) {
        if (route == Route.EXEC) {
            return ofExec(parameters);
        }
        var message = parameters.path("mesg");
        return route == Route.PROJECTS_CALL && message.path("event").asText().equals("project_exec")
                ? ofExec(message)
                : config.timeouts().getOrDefault(route.path(), config.timeout());
    }

    private Duration ofExec(JsonNode parameters) {
        return parameters.has("async_get")
                ? config.longestExec()
                : untilExecEnds(parameters.path("timeout"), ROUTE_EXEC_SECONDS);
    }

    /// How long the bridge waits: as long as the client says, and a little longer for a command that is ended just
    /// then.
    ///
    /// @param timeout milliseconds, as the client wrote it
    Duration ofBridge(JsonNode timeout) {
        if (timeout.isMissingNode() || timeout.isNull()) {
            return config.bridgeTimeout().plus(config.bridgeMargin());
        }
        double millis = numberIn(timeout);
        if (!(millis > 0)) {
            throw Refusal.inBridge(Reason.INVALID, "timeout must be a number of milliseconds, more than 0")
                    .asException();
        }
        return Duration.ofMillis((long) Math.min(millis, config.longestExec().toMillis()))
                .plus(config.bridgeMargin());
    }

    /// @param timeout the command's own, as the client wrote it; 0 is the longest that the server allows
    private Duration untilExecEnds(JsonNode timeout, double otherwise) {
        double seconds = timeout.isMissingNode() || timeout.isNull() ? otherwise : numberIn(timeout);
        var longest = config.longestExec();
        return seconds <= 0 || seconds >= longest.toSeconds()
                ? longest.plus(config.execMargin())
                : Duration.ofMillis((long) (seconds * 1000)).plus(config.execMargin());
    }

    private static double numberIn(JsonNode timeout) {
        try {
            return new BigDecimal(timeout.asText().strip()).doubleValue();
        } catch (NumberFormatException forTheServiceToRefuse) {
            return 0;
        }
    }
}
