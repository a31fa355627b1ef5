package org.calque.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Properties;

/// A PostgreSQL of the person's own, with somebody who may make roles and schemas in it.
///
/// @param url without user and password, which the services have of their own
record ExternalDatabase(String url, Optional<String> user, Optional<String> password) {

    /// Takes user and password out of the address when they stand in it.
    static ExternalDatabase of(String address, Optional<String> user, Optional<String> password) {
        if (!address.startsWith("jdbc:postgresql:")) {
            throw new Complaint("CALQUE_DATABASE_URL must begin with jdbc:postgresql: like"
                    + " jdbc:postgresql://host:5432/calque?user=someone&password=secret");
        }
        var question = address.indexOf('?');
        if (question < 0) {
            return new ExternalDatabase(address, user, password);
        }
        var kept = new ArrayList<String>();
        for (var parameter : address.substring(question + 1).split("&")) {
            var name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
            var value = URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), UTF_8);
            switch (name) {
                case "user" -> user = Optional.of(value);
                case "password" -> password = Optional.of(value);
                default -> kept.add(parameter);
            }
        }
        var parameters = kept.isEmpty() ? "" : "?" + String.join("&", kept);
        return new ExternalDatabase(address.substring(0, question) + parameters, user, password);
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.put("connectTimeout", "5");
        user.ifPresent(name -> properties.put("user", name));
        password.ifPresent(secret -> properties.put("password", secret));
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return url;
    }
}
