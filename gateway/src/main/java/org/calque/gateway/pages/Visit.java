package org.calque.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/// One request of a browser for a page. The session was looked up and a form's token checked before.
///
/// @param path      without the query
/// @param variables what stands for the names in braces of the page's path
/// @param query     of the address
/// @param form      empty unless this is a POST
/// @param cookies   finds a cookie of the browser by its name; null when there is none
/// @param publicUrl where browsers find this site, without a slash at its end
public record Visit(
        String path,
        Map<String, String> variables,
        Fields query,
        Fields form,
        Function<String, String> cookies,
        Visitor visitor,
        Api api,
        Frame frame,
        URI publicUrl) {
    /// Whether browsers come by https.
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }

    /// What a path of API v2 answers to this visitor.
    public Api.Reply call(String apiPath, Map<String, ?> parameters) {
        return api.call(apiPath, parameters);
    }

    /// The same for paths that refuse only what no page asks for.
    public JsonNode ask(String apiPath, Map<String, ?> parameters) {
        var reply = api.call(apiPath, parameters);
        reply.error().ifPresent(error -> {
            throw new NotShown(403, "This cannot be shown", error);
        });
        return reply.json();
    }

    public String variable(String name) {
        return variables.get(name);
    }

    /// Where somebody who has to sign in first goes, to come back here afterwards.
    public Page.Moved toSignIn() {
        return Page.moved("/auth/sign-in?target=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }
}
