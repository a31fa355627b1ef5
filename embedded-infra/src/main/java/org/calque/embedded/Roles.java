package org.calque.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The login roles and schemas of the services, made by `roles.sql`.
public final class Roles {
    /// Each service that has a role, `calque_<service>`.
    public static final List<String> SERVICES = List.of("accounts", "projects", "query", "copies", "billing");

    private Roles() {}

    /// The name of the login role of a service.
    public static String of(String service) {
        return "calque_" + service;
    }

    /// Makes what is missing in the database of this connection.
    ///
    /// @param passwords by service
    public static void prepare(Connection connection, Map<String, String> passwords) throws SQLException, IOException {
        try (var set = connection.prepareStatement("select set_config(?, ?, false)");
                var script = Roles.class.getResourceAsStream("/roles.sql");
                var roles = connection.createStatement()) {
            for (var service : SERVICES) {
                set.setString(1, "calque.password_" + service);
                set.setString(2, passwords.get(service));
                set.execute();
            }
            roles.execute(new String(script.readAllBytes()));
        }
    }

    /// Makes a database that nobody but the roles of the services may enter, unless it is there.
    public static void createDatabase(Connection connection, String name) throws SQLException {
        try (var exists = connection.prepareStatement("select from pg_database where datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                create.execute("create database " + create.enquoteIdentifier(name, true));
            }
        }
    }
}
