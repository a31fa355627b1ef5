package org.calque.gateway.pages.auth;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// Making an account.
@Singleton
class SignUpPages implements PageFamily {
    private static final String SIGN_UP = "/auth/sign-up";
    private static final Set<String> FIELDS =
            Set.of("firstName", "lastName", "email", "password", "terms", "registrationToken");

    private final KeyFlow keys;

    SignUpPages(KeyFlow keys) {
        this.keys = keys;
    }

    @Override
    public void addTo(Site site) {
        site.get(SIGN_UP, this::show).post(SIGN_UP, this::signUp);
    }

    private Page show(Visit visit) {
        var client = Client.of(visit);
        return visit.visitor().isSignedIn() && client.isEmpty()
                ? Page.moved(Target.FIRST)
                : form(visit, client, Problems.NONE);
    }

    private static Page form(Visit visit, Optional<Client> client, Problems problems) {
        boolean needsToken = visit.ask("auth/requires-token", Map.of()).asBoolean()
                || !problems.in("registrationToken").isEmpty();
        var body = AuthTemplates.signUp(visit.frame(), visit.form(), problems, client.orElse(null), needsToken);
        return KeyFlow.onTheWay(client, problems.areNone() ? Page.shown(body) : Page.refused(body));
    }

    private Page signUp(Visit visit) {
        var client = Client.of(visit);
        var problems = missing(visit);
        if (!problems.areNone()) {
            return form(visit, client, problems);
        }
        var reply = visit.api().asNobody().call("auth/sign-up", parameters(visit));
        var refused = refused(reply.json());
        if (!refused.areNone()) {
            return form(visit, client, refused);
        }
        return client.map(it -> keys.give(visit.api().signedInBy(reply), it, reply.cookies()))
                .orElseGet(() -> new Page.Moved(Target.FIRST, reply.cookies()));
    }

    /// What the API would make up or take for an account without an address.
    private static Problems missing(Visit visit) {
        var problems = new HashMap<String, String>();
        Map.of(
                        "firstName", "Enter your first name.",
                        "lastName", "Enter your last name.",
                        "email", "Enter your e-mail address.")
                .forEach((field, text) -> {
                    if (!visit.form().has(field)) {
                        problems.put(field, text);
                    }
                });
        return Problems.of(problems);
    }

    private static Map<String, Object> parameters(Visit visit) {
        var form = visit.form();
        var parameters = new HashMap<String, Object>(Map.of(
                "firstName", form.one("firstName"),
                "lastName", form.one("lastName"),
                "email", form.one("email"),
                "password", form.exact("password"),
                "terms", form.has("terms")));
        if (form.has("registrationToken")) {
            parameters.put("registrationToken", form.one("registrationToken"));
        }
        return parameters;
    }

    /// What is wrong beside each field; what fits no field stands above them all.
    private static Problems refused(JsonNode reply) {
        var problems = new HashMap<String, String>();
        reply.path("issues")
                .properties()
                .forEach(issue -> problems.merge(
                        FIELDS.contains(issue.getKey()) ? issue.getKey() : Problems.FORM,
                        issue.getValue().asText(),
                        (one, other) -> one + " " + other));
        if (reply.path("error").isTextual()) {
            problems.put(Problems.FORM, reply.path("error").textValue());
        }
        return Problems.of(problems);
    }
}
