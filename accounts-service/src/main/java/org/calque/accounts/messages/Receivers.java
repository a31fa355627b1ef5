package org.calque.accounts.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.messages.Messages.Unfit;
import org.calque.accounts.signup.Emails;
import org.calque.messages.Json;
import org.calque.messages.Uuids;

/// Finds the accounts that a message is for.
@ApplicationScoped
class Receivers {
    private static final String FIND = "select account_id, email_address from accounts"
            + " where not deleted and (account_id = any (?) or email_address = any (?))";

    private final AgroalDataSource database;
    private final int most;

    Receivers(AgroalDataSource database, AccountsConfig config) {
        this.database = database;
        this.most = config.messages().maxReceivers();
    }

    /// @param named ids and e-mail addresses
    /// @return each account once, in the order in which they were named first
    /// @throws Unfit when one of them is no account, or there are too many
    @Transactional
    List<UUID> find(List<String> named) throws Unfit {
        if (named.size() > most) {
            throw new Unfit("to_ids must name at most " + most + " accounts");
        }
        var known = known(named);
        var found = new LinkedHashSet<UUID>();
        var missing = new ArrayList<String>();
        for (String name : named) {
            var account = known.get(normal(name));
            if (account == null) {
                missing.add(name.length() <= 254 ? name : name.substring(0, 254) + "…");
            } else {
                found.add(account);
            }
        }
        if (!missing.isEmpty()) {
            JsonNode list = Json.MAPPER.valueToTree(missing);
            throw new Unfit("every target account_id must exist -- these accounts do not exist: " + list);
        }
        return List.copyOf(found);
    }

    private Map<String, UUID> known(List<String> named) {
        var ids = named.stream().flatMap(it -> Uuids.parse(it).stream()).toArray();
        var addresses = named.stream()
                .filter(it -> it.indexOf('@') > 0 && it.indexOf('\0') < 0)
                .map(Emails::normal)
                .toArray();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(FIND)) {
            select.setArray(1, connection.createArrayOf("uuid", ids));
            select.setArray(2, connection.createArrayOf("text", addresses));
            try (var rows = select.executeQuery()) {
                var known = new HashMap<String, UUID>();
                while (rows.next()) {
                    var id = rows.getObject(1, UUID.class);
                    known.put(id.toString(), id);
                    if (rows.getString(2) != null) {
                        known.put(rows.getString(2), id);
                    }
                }
                return known;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("accounts cannot be found", failure);
        }
    }

    private static String normal(String name) {
        return Uuids.parse(name).map(UUID::toString).orElseGet(() -> Emails.normal(name));
    }
}
