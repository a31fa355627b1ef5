package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Service;

/// Holds upgrades to what their giver owns: over all projects together an account gives away no more than it bought.
@ApplicationScoped
class Upgrades {
    private static final String ELSEWHERE = """
            select u.key, sum((u.value)::numeric)
            from members m cross join lateral jsonb_each_text(m.upgrades) u
            where m.account_id = ? and m.project_id <> ? and m.upgrades is not null
            group by u.key""";

    private final ServiceClient services;

    Upgrades(ServiceClient services) {
        this.services = services;
    }

    /// The same upgrades, each cut back to what the caller still owns.
    ObjectNode cutBack(Connection connection, UUID projectId, ObjectNode wanted, Caller caller) throws SQLException {
        Locks.take(connection, "upgrades of " + caller.id());
        var owned = owned(caller);
        var elsewhere = elsewhere(connection, projectId, caller);
        var cut = JsonNodeFactory.instance.objectNode();
        wanted.properties().forEach(it -> {
            var left = owned.path(it.getKey())
                    .decimalValue()
                    .subtract(elsewhere.getOrDefault(it.getKey(), BigDecimal.ZERO))
                    .max(BigDecimal.ZERO);
            cut.put(it.getKey(), it.getValue().decimalValue().min(left));
        });
        return cut;
    }

    private JsonNode owned(Caller caller) {
        var answer = services.post(
                Service.BILLING,
                "/owned-upgrades",
                Map.of("account_id", caller.id().toString()),
                caller);
        if (answer.status() != 200) {
            throw new Unavailable("the billing service does not say which upgrades an account owns", null);
        }
        return answer.json();
    }

    private static Map<String, BigDecimal> elsewhere(Connection connection, UUID projectId, Caller caller)
            throws SQLException {
        try (var select = connection.prepareStatement(ELSEWHERE)) {
            select.setObject(1, caller.id());
            select.setObject(2, projectId);
            try (var rows = select.executeQuery()) {
                var sums = new HashMap<String, BigDecimal>();
                while (rows.next()) {
                    sums.put(rows.getString(1), rows.getBigDecimal(2));
                }
                return sums;
            }
        }
    }
}
