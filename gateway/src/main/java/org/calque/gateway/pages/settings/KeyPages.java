package org.calque.gateway.pages.settings;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.calque.gateway.pages.Moment;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.SecretOnce;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// The API keys of whoever is signed in: see, make, limit, rotate and delete them.
@Singleton
class KeyPages implements PageFamily {
    private static final String KEYS = "/settings/keys";
    private static final String API_KEYS = "api-keys";
    private static final Map<String, String> NOTES = Map.of(
            "deleted", "The key is deleted. Nobody can use it any more.",
            "changed", "The key is changed.",
            "twice", "This form was sent before, and made its key then. Nothing was made a second time.");

    private final SecretOnce secrets;
    private final InstantSource clock = InstantSource.system();

    KeyPages(SecretOnce secrets) {
        this.secrets = secrets;
    }

    @Override
    public void addTo(Site site) {
        site.get(KEYS, SettingsPages.signedIn(this::list))
                .get(KEYS + "/new", SettingsPages.signedIn(this::form))
                .post(KEYS + "/new", SettingsPages.signedIn(this::create))
                .get(KEYS + "/{id}", SettingsPages.signedIn(this::one))
                .post(KEYS + "/{id}", SettingsPages.signedIn(this::edit))
                .get(KEYS + "/{id}/made", SettingsPages.signedIn(this::made))
                .post(KEYS + "/{id}/rotate", SettingsPages.signedIn(this::rotate))
                .get(KEYS + "/{id}/delete", SettingsPages.signedIn(this::askToDelete))
                .post(KEYS + "/{id}/delete", SettingsPages.signedIn(this::delete));
    }

    private Page list(Visit visit) {
        var keys = new ArrayList<KeyShown>();
        visit.ask(API_KEYS, Map.of("action", "get")).path("response").forEach(key -> keys.add(KeyShown.of(key, clock)));
        return Page.shown(KeyTemplates.keys(visit.frame(), keys, note(visit)));
    }

    private Page form(Visit visit) {
        return Page.shown(KeyTemplates.newKey(visit.frame(), KeyForm.empty(projects(visit)), ""));
    }

    private Page create(Visit visit) {
        var form = KeyForm.of(visit.form(), projects(visit));
        if (!form.problem().isEmpty()) {
            return Page.refused(KeyTemplates.newKey(visit.frame(), form, form.problem()));
        }
        var parameters = new HashMap<>(form.parametersOfNew(clock));
        parameters.put("action", "create");
        parameters.put("once", visit.form().one("once"));
        var reply = visit.call(API_KEYS, parameters);
        return reply.error()
                .<Page>map(error -> Page.refused(KeyTemplates.newKey(visit.frame(), form, error)))
                .orElseGet(() -> show(visit, reply.json()));
    }

    private Page rotate(Visit visit) {
        var id = id(visit);
        var reply = visit.call(
                API_KEYS,
                Map.of(
                        "action",
                        "rotate",
                        "id",
                        id,
                        "overlap",
                        visit.form().number("overlap", 3600),
                        "once",
                        visit.form().one("once")));
        return reply.error().map(error -> withProblem(visit, error)).orElseGet(() -> show(visit, reply.json()));
    }

    /// Goes to the page that shows the secret. A form that comes a second time has none to show.
    private Page show(Visit visit, JsonNode json) {
        var key = json.at("/response/0");
        var id = key.path("id").asLong();
        return key.path("secret").isTextual()
                ? secrets.send(
                        visit,
                        KEYS + "/" + id + "/made",
                        "key " + id,
                        key.path("secret").textValue())
                : Page.moved(KEYS + "?note=twice");
    }

    private Page made(Visit visit) {
        var key = find(visit);
        var secret = secrets.take(visit, "key " + key.id());
        return secrets.forget(visit, Page.shown(KeyTemplates.keyMade(visit.frame(), key, secret.orElse(""))));
    }

    private Page one(Visit visit) {
        var key = find(visit);
        return Page.shown(KeyTemplates.key(
                visit.frame(), key, KeyForm.of(key, projects(visit)), deeds(visit, key), note(visit), ""));
    }

    private Page edit(Visit visit) {
        var key = find(visit);
        var form = KeyForm.of(visit.form(), projects(visit));
        var problem = form.problem();
        if (problem.isEmpty()) {
            var parameters = new HashMap<>(form.parameters(clock));
            parameters.put("action", "edit");
            parameters.put("id", key.id());
            problem = visit.call(API_KEYS, parameters).error().orElse("");
        }
        return problem.isEmpty()
                ? Page.moved(KEYS + "/" + key.id() + "?note=changed")
                : Page.refused(KeyTemplates.key(visit.frame(), key, form, deeds(visit, key), "", problem));
    }

    private Page askToDelete(Visit visit) {
        return Page.shown(KeyTemplates.deleteKey(visit.frame(), find(visit)));
    }

    private Page delete(Visit visit) {
        var reply = visit.call(
                API_KEYS, Map.of("action", "delete", "id", find(visit).id()));
        return reply.error()
                .map(error -> withProblem(visit, error))
                .orElseGet(() -> Page.moved(KEYS + "?note=deleted"));
    }

    private Page withProblem(Visit visit, String problem) {
        var key = find(visit);
        return Page.refused(
                KeyTemplates.key(visit.frame(), key, KeyForm.of(key, projects(visit)), deeds(visit, key), "", problem));
    }

    /// Somebody else's key is as good as none.
    private KeyShown find(Visit visit) {
        var key = visit.ask(API_KEYS, Map.of("action", "get", "id", id(visit))).at("/response/0");
        if (!key.isObject()) {
            throw NotShown.nothingHere();
        }
        return KeyShown.of(key, clock);
    }

    private static long id(Visit visit) {
        var id = visit.variable("id");
        if (!id.matches("\\d{1,9}")) {
            throw NotShown.nothingHere();
        }
        return Long.parseLong(id);
    }

    private static List<KeyTemplates.Deed> deeds(Visit visit, KeyShown key) {
        var deeds = new ArrayList<KeyTemplates.Deed>();
        visit.ask(API_KEYS, Map.of("action", "audit", "id", key.id()))
                .path("response")
                .forEach(deed -> {
                    var who = deed.path("account_id").asText("");
                    deeds.add(new KeyTemplates.Deed(
                            Moment.in(deed.path("time")),
                            deed.path("what").asText(),
                            who.equals(visit.visitor().account().toString()) ? "you" : who,
                            deed.path("address").asText("")));
                });
        return deeds;
    }

    private static JsonNode projects(Visit visit) {
        return visit.ask("projects/get", Map.of("limit", 100));
    }

    private static String note(Visit visit) {
        return NOTES.getOrDefault(visit.query().one("note"), "");
    }
}
