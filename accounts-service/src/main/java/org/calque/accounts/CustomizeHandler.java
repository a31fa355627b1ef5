package org.calque.accounts;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies.Bare;
import org.calque.messages.accounts.Customize;

/// What is not offered is said to be off. Texts that nobody has set are left out, as clients expect.
@ApplicationScoped
class CustomizeHandler implements Handler<Customize> {
    private static final List<String> OFF = List.of(
            "isCommercial",
            "sshGateway",
            "shareServer",
            "landingPages",
            "jupyterApiEnabled",
            "computeServersEnabled",
            "cloudFilesystemsEnabled",
            "openaiEnabled",
            "googleVertexaiEnabled",
            "mistralEnabled",
            "anthropicEnabled",
            "ollamaEnabled",
            "customOpenAIEnabled",
            "sandboxProjectsEnabled",
            "zendesk");

    private final Map<String, Object> site = new LinkedHashMap<>();

    CustomizeHandler(AccountsConfig config) {
        site.put("siteName", config.siteName());
        site.put("siteURL", config.publicUrl());
        site.put("dns", URI.create(config.publicUrl()).getHost());
        site.put("helpEmail", config.signIn().helpEmail());
        site.put("kucalc", "onprem");
        site.put("anonymousSignup", config.signUp().anonymous());
        site.put("emailSignup", config.signUp().byEmail());
        site.put("verifyEmailAddresses", config.mail().host().isPresent());
        site.put("strategies", List.of());
        site.put("version", Map.of("min_project", 0, "min_browser", 0, "recommended_browser", 0));
        OFF.forEach(it -> site.put(it, false));
    }

    @Override
    public Outcome handle(Customize request, Caller caller) {
        if (request.fields() == null) {
            return done(new Bare(site));
        }
        var wanted = new LinkedHashMap<>(site);
        wanted.keySet().retainAll(request.fields());
        return done(new Bare(wanted));
    }
}
