package org.calque.gateway;

import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.calque.gateway.pages.Assets;
import org.calque.gateway.pages.Cookie;
import org.calque.gateway.pages.Fields;
import org.calque.gateway.pages.Frame;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Seals;
import org.calque.gateway.pages.Visit;
import org.calque.gateway.pages.Visitor;
import org.calque.messages.Caller.Kind;

/// What surrounds every page. A form carries a mark that only this site can make for the browser it was shown in, and a
/// browser that tells where a form came from must name this site: no other site can send one for its visitor.
@Singleton
class PageFrames {
    private static final String FORM_COOKIE = "calque_form";
    private static final NotShown ELSEWHERE = new NotShown(
            403,
            "This form cannot be taken",
            "It is too old, or it was not sent from here. Go back, reload the page and send it again.");

    private final Services services;
    private final InternalTokens tokens;
    private final ClientAddress addresses;
    private final Patience patience;
    private final Seals seals;
    private final Callers callers;
    private final SameSite sameSite;
    private final URI publicUrl;

    /// @param newCookie what the browser needs to get beside the page
    /// @param browser   the unguessable text that tells this browser from others
    record Opened(Visit visit, Optional<String> newCookie, String browser) {}

    PageFrames(
            Services services,
            InternalTokens tokens,
            ClientAddress addresses,
            Patience patience,
            Seals seals,
            Callers callers,
            SameSite sameSite,
            GatewayConfig config) {
        this.services = services;
        this.tokens = tokens;
        this.addresses = addresses;
        this.patience = patience;
        this.seals = seals;
        this.callers = callers;
        this.sameSite = sameSite;
        this.publicUrl = config.publicUrl();
    }

    Opened open(Exchange exchange, String path, Finding finding) {
        var request = exchange.request();
        var cookies = request.getHeader(HttpHeaders.COOKIE);
        boolean secure = "https".equals(publicUrl.getScheme());
        var name = Cookie.name(FORM_COOKIE, secure);
        var known = Cookie.find(cookies, name);
        var browser = known == null ? Seals.unguessable() : known;
        var identity =
                finding instanceof Finding.Found found && found.identity().kind() == Kind.ACCOUNT
                        ? found.identity()
                        : Identity.NOBODY;
        var visitor = identity == Identity.NOBODY
                ? Visitor.NOBODY
                : new Visitor(identity.id(), identity.groups(), hash(identity.keyId()));
        var frame = new Frame(
                visitor,
                path,
                seals.mark("form", browser + visitor.session()),
                RequestIds.next(),
                Assets.style(),
                Assets.script(),
                Assets.sign());
        var calls = new PageCalls(exchange, identity, services, tokens, patience, callers, addresses.of(request));
        return new Opened(
                new Visit(
                        path,
                        Map.of(),
                        Fields.NONE,
                        Fields.NONE,
                        cookie -> Cookie.find(cookies, Cookie.name(cookie, secure)),
                        visitor,
                        calls,
                        frame,
                        publicUrl),
                known == null
                        ? Optional.of(Cookie.untilTheBrowserCloses(FORM_COOKIE, browser, secure))
                        : Optional.empty(),
                browser);
    }

    /// Ends the page unless this form was sent from a page that was shown in this browser.
    void checkOrigin(Exchange exchange, Opened opened, Fields form) {
        if (sameSite.isForeign(exchange.request())) {
            throw ELSEWHERE;
        }
        var session = opened.visit().visitor().session();
        if (opened.newCookie().isPresent() || !seals.isMark("form", opened.browser() + session, form.one("csrf"))) {
            throw ELSEWHERE;
        }
    }

    private static String hash(String keyId) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(keyId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
