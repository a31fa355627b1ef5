package org.calque.accounts.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.calque.messages.Json;
import org.calque.messages.Uuids;

/// What accounts are called, and how they look.
@ApplicationScoped
class PeoplesNames {
    private static final int MOST = 10_000;
    private static final String BY_ID = """
            select account_id, first_name, last_name, profile::text
            from accounts where account_id = any(?) and not deleted""";

    private final AgroalDataSource database;

    /// @param profile null when the account has none
    record Person(String firstName, String lastName, JsonNode profile) {}

    /// How it ended.
    sealed interface Result {
        /// @param people in the order in which they were asked for; null for an account that is not there
        record Known(Map<UUID, Person> people) implements Result {}

        record NoUuid(String text) implements Result {}

        record TooMany(int most) implements Result {}
    }

    PeoplesNames(AgroalDataSource database) {
        this.database = database;
    }

    Result of(List<String> accountIds) {
        if (accountIds.size() > MOST) {
            return new Result.TooMany(MOST);
        }
        var people = new LinkedHashMap<UUID, Person>();
        for (var text : accountIds) {
            var id = Uuids.parse(text);
            if (id.isEmpty()) {
                return new Result.NoUuid(text.length() <= 64 ? text : text.substring(0, 64) + "…");
            }
            people.put(id.get(), null);
        }
        people.putAll(find(people.keySet().toArray(UUID[]::new)));
        return new Result.Known(people);
    }

    private Map<UUID, Person> find(UUID[] ids) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(BY_ID)) {
            select.setArray(1, connection.createArrayOf("uuid", ids));
            var found = new HashMap<UUID, Person>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getObject(1, UUID.class),
                            new Person(rows.getString(2), rows.getString(3), looks(rows.getString(4))));
                }
            }
            return found;
        } catch (SQLException | JsonProcessingException failure) {
            throw new IllegalStateException("names could not be read", failure);
        }
    }

    /// Of the profile only what is meant for others.
    private static JsonNode looks(String profile) throws JsonProcessingException {
        if (profile == null) {
            return null;
        }
        var looks = Json.MAPPER.createObjectNode();
        Json.MAPPER.readTree(profile).properties().stream()
                .filter(it ->
                        it.getKey().matches("image|color") && it.getValue().isTextual())
                .forEach(it -> looks.set(it.getKey(), it.getValue()));
        return looks.isEmpty() ? null : looks;
    }

    /// The same map with other values.
    static <T> Map<UUID, T> map(Map<UUID, Person> people, java.util.function.Function<Person, T> change) {
        return people.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> change.apply(it.getValue()), (one, other) -> one, LinkedHashMap::new));
    }
}
