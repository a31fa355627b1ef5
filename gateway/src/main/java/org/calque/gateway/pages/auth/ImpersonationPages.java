package org.calque.gateway.pages.auth;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// `/auth/impersonate?auth_token=…`: signs a browser in by a token of `user_auth`. What it says is known to clients.
@Singleton
class ImpersonationPages implements PageFamily {
    private static final String PROBLEM = "ERROR: impersonate error -- Error: ";
    private static final Set<String> LANGUAGES = Set.of(
            "ar", "de", "en", "es", "fr", "he", "hi", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh");

    @Override
    public void addTo(Site site) {
        site.get("/auth/impersonate", this::signIn);
    }

    private Page signIn(Visit visit) {
        var token = visit.query().one("auth_token");
        var reply = visit.api().callForPages("impersonate", Map.of("auth_token", token));
        if (reply.error().isPresent()) {
            return new Page.Said(PROBLEM + reply.error().get());
        }
        var language = visit.query().one("lang_temp");
        var next = visit.publicUrl() + "/app" + (LANGUAGES.contains(language) ? "?lang_temp=" + language : "");
        var page = Page.shown(AuthTemplates.impersonated(visit.frame(), next));
        return new Page.Shown(page.status(), page.body(), reply.cookies(), null, false);
    }
}
