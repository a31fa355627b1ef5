package org.calque.gateway.pages.auth;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// Signing in by address and password, and signing out.
@Singleton
class SignInPages implements PageFamily {
    private static final String SIGN_IN = "/auth/sign-in";
    private static final String SIGN_OUT = "/auth/sign-out";
    private static final String PREFIX = "Problem signing into account -- ";
    private static final Map<String, String> NOTES = Map.of("out", "You are signed out.");

    private final KeyFlow keys;

    SignInPages(KeyFlow keys) {
        this.keys = keys;
    }

    @Override
    public void addTo(Site site) {
        site.get(SIGN_IN, this::show)
                .post(SIGN_IN, this::signIn)
                .get(SIGN_OUT, visit -> Page.shown(AuthTemplates.signOut(visit.frame())))
                .post(SIGN_OUT, this::signOut);
    }

    /// Whoever gives a key may do so as somebody else than the one who is signed in.
    private Page show(Visit visit) {
        var client = Client.of(visit);
        return visit.visitor().isSignedIn() && client.isEmpty()
                ? Page.moved(Target.of(visit.query().one("target")))
                : form(visit, client, Problems.NONE);
    }

    static Page form(Visit visit, Optional<Client> client, Problems problems) {
        var sent = visit.form().one("target");
        var body = AuthTemplates.signIn(
                visit.frame(),
                visit.form(),
                problems,
                client.orElse(null),
                Target.of(sent.isEmpty() ? visit.query().one("target") : sent),
                NOTES.getOrDefault(visit.query().one("note"), ""));
        return KeyFlow.onTheWay(client, problems.areNone() ? Page.shown(body) : Page.refused(body));
    }

    private Page signIn(Visit visit) {
        var form = visit.form();
        var client = Client.of(visit);
        var reply = visit.api()
                .asNobody()
                .call("auth/sign-in", Map.of("email", form.one("email"), "password", form.exact("password")));
        return reply.error()
                .map(error -> form(visit, client, problems(error)))
                .orElseGet(() -> client.map(it -> keys.give(visit.api().signedInBy(reply), it, reply.cookies()))
                        .orElseGet(() -> new Page.Moved(Target.of(form.one("target")), reply.cookies())));
    }

    private static Problems problems(String error) {
        var text = error.startsWith(PREFIX) ? error.substring(PREFIX.length()) : error;
        boolean isAboutPassword = text.startsWith("password for") || text.startsWith("The password");
        return Problems.in(isAboutPassword ? "password" : "email", text);
    }

    private Page signOut(Visit visit) {
        var reply = visit.call("accounts/sign-out", Map.of());
        return new Page.Moved(SIGN_IN + "?note=out", reply.cookies());
    }
}
