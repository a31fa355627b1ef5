package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A browser of the tests: it keeps cookies, and sends forms as they were shown.
final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    /// Somebody who is signed in.
    static Browser signedIn() {
        return new Browser().with("remember_me", FakeAccounts.SESSION);
    }

    String cookie(String name) {
        return cookies.get(name);
    }

    ValidatableResponse get(String path, Object... parameters) {
        return keep(request().get(path, parameters)).then();
    }

    /// Opens a page and sends a form to an address, with the mark of the page's form.
    ///
    /// @param fields names and values, in turn
    ValidatableResponse send(String shownAt, String sentTo, String... fields) {
        var mark = mark(shownAt);
        return post(request().formParam("csrf", mark), sentTo, fields);
    }

    /// The mark in the forms of a page, as this browser is shown it.
    String mark(String page) {
        var csrf = CSRF.matcher(get(page).extract().asString());
        assertTrue(csrf.find(), "there is a form at " + page);
        return csrf.group(1);
    }

    /// Sends a form that was never shown.
    ValidatableResponse post(RequestSpecification request, String path, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            request.formParam(fields[i], fields[i + 1]);
        }
        return keep(request.post(path)).then();
    }

    RequestSpecification request() {
        return given().redirects().follow(false).cookies(cookies);
    }

    private Response keep(Response response) {
        cookies.putAll(response.cookies());
        return response;
    }
}
