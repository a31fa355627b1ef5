package org.calque.projects;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;

/// What the tests of this service have in common.
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeNeighbours.class)
public abstract class ProjectsTest {
    @Inject
    AgroalDataSource database;

    protected static TestCaller somebody() {
        return TestCallers.account(FakeNeighbours.somebody());
    }

    protected static ValidatableResponse event(TestCaller caller, String event, Object... options) {
        return post(caller, "/events/" + event, map(options));
    }

    protected static ValidatableResponse route(TestCaller caller, String path, Object... parameters) {
        return post(caller, "/v2/" + path, map(parameters));
    }

    protected static ValidatableResponse set(TestCaller caller, String table, Object... fields) {
        return post(caller, "/tables/" + table, map(fields));
    }

    protected static ValidatableResponse post(TestCaller caller, String path, Object body) {
        return given().spec(caller.spec()).body(body).when().post(path).then().statusCode(200);
    }

    protected static Map<String, Object> map(Object... namesAndValues) {
        var map = new HashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    protected static String project(TestCaller owner) {
        return route(owner, "projects/create", "title", "A").extract().path("project_id");
    }

    protected static void add(TestCaller owner, String project, UUID account) {
        route(owner, "projects/collaborators/add", "project_id", project, "account_id", account)
                .body("status", is("ok"));
    }

    protected int sql(String statement, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        }
    }

    protected String ask(String select, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(select)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            try (var row = prepared.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    protected String column(String project, String column) throws SQLException {
        return ask("select " + column + "::text from api_projects where project_id = ?::uuid", project);
    }
}
