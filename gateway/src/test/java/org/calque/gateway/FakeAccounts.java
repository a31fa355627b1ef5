package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import org.calque.messages.Json;

/// What accounts-service answers to the pages of the gateway under test. Passwords and addresses say what happens.
final class FakeAccounts {
    static final String SESSION = "sha512$salt$1000$session";
    static final String KEY = "sk_0123456789abcdefghijABCD";
    static final String TOKEN = "AuthTokenOfTwelveHours01";

    private FakeAccounts() {}

    static void answer(HttpExchange http) throws IOException {
        var body = Json.MAPPER.readTree(http.getRequestBody().readAllBytes());
        var path = http.getRequestURI().getPath();
        FakeServices.reply(
                http,
                200,
                switch (path) {
                    case "/v2/auth/sign-in" -> signIn(http, body);
                    case "/v2/auth/sign-up" -> signUp(http, body);
                    case "/v2/accounts/sign-out" -> {
                        cookies(http, "remember_me=; Path=/; Max-Age=0; HttpOnly", "account_id=; Path=/; Max-Age=0");
                        yield "{\"status\":\"success\"}";
                    }
                    case "/v2/auth/requires-token" -> "true";
                    case "/v2/auth/password-reset" ->
                        body.path("email").asText().startsWith("nobody")
                                ? error("There is no account with email \""
                                        + body.path("email").asText() + "\".")
                                : "{\"success\":\"sent\"}";
                    case "/v2/auth/redeem-password-reset" ->
                        body.path("passwordResetId").asText().equals("right")
                                ? signIn(http, body)
                                : error("Password reset no longer valid.");
                    case "/v2/auth/redeem-verify-email" ->
                        body.path("token").asText().equals("right") ? "{}" : error("tokens do not match");
                    case "/pages/account-key" -> "{\"api_key\":\"" + KEY + "\"}";
                    case "/pages/impersonate" -> impersonate(http, body);
                    default -> throw new IllegalArgumentException(path);
                });
    }

    private static String signIn(HttpExchange http, JsonNode body) {
        return switch (body.path("password").asText()) {
            case "right" -> signedIn(http);
            case "banned" -> problem("'<b>' is banned");
            default -> problem("password for '" + body.path("email").asText() + "' is incorrect");
        };
    }

    private static String signUp(HttpExchange http, JsonNode body) {
        if (body.path("password").asText().equals("right")) {
            return signedIn(http);
        }
        var issues = Json.MAPPER.createObjectNode();
        var about = issues.putObject("issues");
        for (String field :
                List.of("terms", "email", "password", "firstName", "lastName", "registrationToken", "api")) {
            about.put(field, "wrong <" + field + "> " + body.path(field).asText());
        }
        return issues.toString();
    }

    private static String impersonate(HttpExchange http, JsonNode body) {
        var token = body.path("auth_token").asText();
        return token.equals(TOKEN) ? signedIn(http) : error("unknown or expired token: '" + token + "'");
    }

    private static String signedIn(HttpExchange http) {
        cookies(
                http,
                "remember_me=" + SESSION + "; Path=/; Max-Age=99; SameSite=Lax; HttpOnly",
                "account_id=" + FakeServices.ADA + "; Path=/; Max-Age=99; SameSite=Lax");
        return "{\"account_id\":\"" + FakeServices.ADA + "\"}";
    }

    private static void cookies(HttpExchange http, String... cookies) {
        http.getResponseHeaders().put("Set-Cookie", List.of(cookies));
    }

    private static String problem(String text) {
        return error("Problem signing into account -- " + text + ".");
    }

    private static String error(String text) {
        return Json.MAPPER.createObjectNode().put("error", text).toString();
    }
}
