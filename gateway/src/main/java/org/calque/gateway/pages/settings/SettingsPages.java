package org.calque.gateway.pages.settings;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;
import org.calque.gateway.pages.settings.SettingsTemplates.Problem;

/// Name, address, password and sessions of whoever is signed in, and the end of the account.
@Singleton
class SettingsPages implements PageFamily {
    private static final String SETTINGS = "/settings";
    private static final Map<String, String> NOTES = Map.of(
            "name", "Your name is changed.",
            "email", "Your e-mail address is changed.",
            "verification", "The link is on its way. Open it in this browser or any other.",
            "password", "Your password is changed, and every other session is signed out.");

    @Override
    public void addTo(Site site) {
        site.get(SETTINGS, signedIn(visit -> show(visit, Problem.NONE)))
                .post(SETTINGS + "/name", signedIn(this::name))
                .post(SETTINGS + "/email", signedIn(this::email))
                .post(SETTINGS + "/verification", signedIn(this::verification))
                .post(SETTINGS + "/password", signedIn(this::password))
                .post(SETTINGS + "/sign-out", signedIn(this::signOutEverywhere))
                .get(SETTINGS + "/delete", signedIn(visit -> askToDelete(visit, "")))
                .post(SETTINGS + "/delete", signedIn(this::delete));
    }

    static Function<Visit, Page> signedIn(Function<Visit, Page> page) {
        return visit -> visit.visitor().isSignedIn() ? page.apply(visit) : visit.toSignIn();
    }

    private Page show(Visit visit, Problem problem) {
        var note = NOTES.getOrDefault(visit.query().one("note"), "");
        var body = SettingsTemplates.settings(visit.frame(), Person.of(visit), note, problem);
        return problem == Problem.NONE ? Page.shown(body) : Page.refused(body);
    }

    private Page name(Visit visit) {
        var form = visit.form();
        if (!form.has("first_name") || !form.has("last_name")) {
            return show(visit, new Problem("name", "Both names are needed."));
        }
        var names = new HashMap<String, String>();
        for (var field : List.of("first_name", "last_name", "username")) {
            names.put(field, form.one(field));
        }
        return carryOut(visit, "name", "accounts/set-name", names);
    }

    private Page email(Visit visit) {
        var form = visit.form();
        return carryOut(
                visit,
                "email",
                "accounts/set-email-address",
                Map.of("email_address", form.one("email"), "password", form.exact("password")));
    }

    private Page verification(Visit visit) {
        return carryOut(visit, "verification", "accounts/send-verification-email", Map.of());
    }

    private Page password(Visit visit) {
        var form = visit.form();
        if (!form.exact("new").equals(form.exact("again"))) {
            return show(visit, new Problem("password", "The two new passwords are not the same."));
        }
        return carryOut(
                visit,
                "password",
                "accounts/set-password",
                Map.of("currentPassword", form.exact("current"), "newPassword", form.exact("new")));
    }

    private Page carryOut(Visit visit, String form, String path, Map<String, ?> parameters) {
        var reply = visit.call(path, parameters);
        return reply.error()
                .map(error -> show(visit, new Problem(form, error)))
                .orElseGet(() -> new Page.Moved(SETTINGS + "?note=" + form, reply.cookies()));
    }

    private Page signOutEverywhere(Visit visit) {
        var reply = visit.call("accounts/sign-out", Map.of("all", true));
        return reply.error()
                .map(error -> show(visit, new Problem("sessions", error)))
                .orElseGet(() -> new Page.Moved("/auth/sign-in", reply.cookies()));
    }

    private Page askToDelete(Visit visit, String problem) {
        var body = SettingsTemplates.deleteAccount(visit.frame(), Person.of(visit), problem);
        return problem.isEmpty() ? Page.shown(body) : Page.refused(body);
    }

    private Page delete(Visit visit) {
        var confirmation = Person.of(visit).confirmation();
        if (!visit.form().one("confirmation").equalsIgnoreCase(confirmation)) {
            return askToDelete(visit, "That is not “" + confirmation + "”. Nothing was deleted.");
        }
        var reply = visit.call("accounts/delete", Map.of());
        return reply.error()
                .map(error -> askToDelete(visit, error))
                .orElseGet(() -> new Page.Moved("/auth/sign-in", reply.cookies()));
    }
}
