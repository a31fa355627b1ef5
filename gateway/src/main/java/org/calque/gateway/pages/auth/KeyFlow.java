package org.calque.gateway.pages.auth;

import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.calque.gateway.pages.Api;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// `/app`: the way of a program to a key of its user. The user signs in in a browser that the program watches, and the
/// program reads the key from the address that the browser is sent to at the end. Nobody answers there.
@Singleton
class KeyFlow implements PageFamily {
    private static final String WATCHED = "https://authenticated";

    @Override
    public void addTo(Site site) {
        site.get("/app", this::show).post("/app", this::confirmed);
    }

    private Page show(Visit visit) {
        var client = Client.of(visit);
        if (!visit.visitor().isSignedIn()) {
            return client.isPresent() ? SignInPages.form(visit, client, Problems.NONE) : Page.moved("/auth/sign-in");
        }
        return client.map(it -> onTheWay(client, Page.shown(AuthTemplates.giveKey(visit.frame(), it))))
                .orElseGet(() -> Page.moved(Target.FIRST));
    }

    private Page confirmed(Visit visit) {
        var client = Client.of(visit)
                .orElseThrow(() -> new NotShown(422, "No program waits for a key", "Start again from your program."));
        return visit.visitor().isSignedIn() ? give(visit.api(), client, List.of()) : show(visit);
    }

    /// Ends the flow with a new key of whoever is signed in.
    Page give(Api api, Client client, List<String> cookies) {
        var reply = api.callForPages("account-key", Map.of("client", client.code()));
        reply.error().ifPresent(error -> {
            throw new NotShown(403, "There is no key", error);
        });
        var key = reply.json().path("api_key").textValue();
        return new Page.Moved(302, WATCHED + "/?api_key=" + URLEncoder.encode(key, StandardCharsets.UTF_8), cookies);
    }

    /// Browsers hold the redirect after a form to the policy of the page that the form was on.
    static Page onTheWay(Optional<Client> client, Page.Shown page) {
        return client.isPresent() ? page.leadingTo(WATCHED) : page;
    }
}
