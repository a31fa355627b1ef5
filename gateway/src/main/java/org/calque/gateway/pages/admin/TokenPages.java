package org.calque.gateway.pages.admin;

import static org.calque.gateway.pages.admin.Administrators.carryOut;
import static org.calque.gateway.pages.admin.Administrators.id;
import static org.calque.gateway.pages.admin.Administrators.only;
import static org.calque.gateway.pages.admin.Administrators.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.calque.gateway.pages.Moment;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.SecretOnce;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// Registration tokens: what a visitor must know to sign up.
@Singleton
class TokenPages implements PageFamily {
    private static final String TOKENS = "/admin/registration-tokens";
    private static final String API = "admin/registration-tokens";
    private static final String TWICE =
            "This form was sent before, and made its token then. Nothing was made a second time.";

    private final SecretOnce secrets;

    TokenPages(SecretOnce secrets) {
        this.secrets = secrets;
    }

    @Override
    public void addTo(Site site) {
        site.get(TOKENS, only(visit -> Page.shown(list(visit, ""))))
                .post(TOKENS, only(this::create))
                .get(TOKENS + "/{id}/made", only(this::made))
                .post(TOKENS + "/{id}/disabled", only(this::setDisabled))
                .post(
                        TOKENS + "/{id}/delete",
                        only(visit -> carryOut(visit, API, Map.of("action", "delete", "id", id(visit)), TOKENS)));
    }

    private static TemplateInstance list(Visit visit, String problem) {
        var tokens = new ArrayList<AdminTemplates.Token>();
        visit.ask(API, Map.of("action", "get")).path("response").forEach(json -> tokens.add(token(json)));
        return AdminTemplates.tokens(visit.frame(), tokens, problem);
    }

    private Page create(Visit visit) {
        var form = visit.form();
        var parameters = new HashMap<String, Object>(Map.of("action", "create", "descr", form.one("descr")));
        parameters.put("once", form.one("once"));
        if (form.has("token")) {
            parameters.put("token", form.one("token"));
        }
        if (form.has("limit")) {
            parameters.put("limit", form.number("limit", 1));
        }
        if (form.has("days")) {
            var end = Instant.now().plus(Duration.ofDays(form.number("days", 1)));
            parameters.put("expires", end.toString());
        }
        var reply = visit.call(API, parameters);
        return reply.error()
                .<Page>map(error -> Page.refused(list(visit, error)))
                .orElseGet(() -> show(visit, reply.json().at("/response/0")));
    }

    private Page show(Visit visit, JsonNode token) {
        if (!token.path("token").isTextual()) {
            return Page.refused(list(visit, TWICE));
        }
        var id = token.path("id").asLong();
        return secrets.send(visit, TOKENS + "/" + id + "/made", "token " + id, text(token, "token"));
    }

    private Page made(Visit visit) {
        var token = secrets.take(visit, "token " + id(visit)).orElse("");
        return secrets.forget(
                visit,
                Page.shown(AdminTemplates.once(visit.frame(), "New registration token", "Token", token, TOKENS)));
    }

    private Page setDisabled(Visit visit) {
        boolean disabled = visit.form().one("disabled").equals("yes");
        return carryOut(visit, API, Map.of("action", "edit", "id", id(visit), "disabled", disabled), TOKENS);
    }

    private static AdminTemplates.Token token(JsonNode json) {
        var ephemeral = json.path("ephemeral");
        return new AdminTemplates.Token(
                json.path("id").asLong(),
                text(json, "hint"),
                text(json, "descr"),
                json.path("counter").asLong(),
                text(json, "limit"),
                Moment.in(json.path("expires")),
                json.path("disabled").asBoolean(),
                ephemeral.isNumber() ? Duration.ofSeconds(ephemeral.asLong()).toHours() + " h" : "");
    }
}
