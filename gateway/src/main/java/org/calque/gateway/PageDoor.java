package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.calque.gateway.Exchange.Ending;
import org.calque.gateway.pages.Assets;
import org.calque.gateway.pages.Fields;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.Plain;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;
import org.jboss.logging.Logger;

/// Where browsers come in: finds the page, who looks at it, and whether a form was sent from a page of this site.
@Singleton
class PageDoor {
    private static final Logger LOG = Logger.getLogger(PageDoor.class);
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    private static final CharSequence FOREVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    private static final int LARGEST_FORM = 256 << 10;

    private final Site site;
    private final Bodies bodies;
    private final Forms forms;
    private final Callers callers;
    private final PageFrames frames;

    PageDoor(Site site, Bodies bodies, Callers callers, PageFrames frames, GatewayConfig config) {
        this.site = site;
        this.bodies = bodies;
        this.forms = new Forms(config.maxFormPairs());
        this.callers = callers;
        this.frames = frames;
    }

    boolean isFor(String path) {
        return site.has(path) || Assets.at(path) != null;
    }

    void answer(Exchange exchange, String path) {
        exchange.isAbout("page");
        var asset = Assets.at(path);
        if (asset != null) {
            exchange.head(200, asset.type()).headers().set(HttpHeaders.CACHE_CONTROL, FOREVER);
            exchange.response().end(Buffer.buffer(asset.bytes()));
            exchange.finish(Ending.DONE);
            return;
        }
        var request = exchange.request();
        request.pause();
        var session = Credential.inCookie(request.getHeader(HttpHeaders.COOKIE));
        Future<Finding> finding =
                session == null ? Future.succeededFuture(new Finding.Wrong()) : callers.of(session, request);
        finding.compose(found -> bodies.read(exchange)
                        .onSuccess(body -> turn(exchange, frames.open(exchange, path, found), body)))
                .onFailure(failure -> fail(exchange, frames.open(exchange, path, new Finding.Wrong()), failure));
    }

    private void turn(Exchange exchange, PageFrames.Opened opened, Body body) {
        Thread.ofVirtual().name("page").start(() -> {
            try {
                show(exchange, opened, page(exchange, opened, body));
            } catch (RuntimeException | StackOverflowError failure) {
                fail(exchange, opened, failure);
            }
        });
    }

    private Page page(Exchange exchange, PageFrames.Opened opened, Body body) {
        var method = exchange.request().method();
        var path = opened.visit().path();
        var match = site.find(method.name(), path)
                .orElseThrow(() -> new NotShown(405, "This is no form", "Go back and try it from there."));
        var visit = opened.visit();
        var form = Fields.NONE;
        if (method == HttpMethod.POST) {
            if (body.length() > LARGEST_FORM) {
                throw new NotShown(413, "That was too much", "The form is larger than any of this site.");
            }
            form = forms.fields(body.kind() == Body.Kind.FORM ? body.text() : "");
            frames.checkOrigin(exchange, opened, form);
        }
        return match.page()
                .apply(new Visit(
                        path,
                        match.variables(),
                        forms.fields(
                                exchange.request().query() == null
                                        ? ""
                                        : exchange.request().query()),
                        form,
                        visit.cookies(),
                        visit.visitor(),
                        visit.api(),
                        visit.frame(),
                        visit.publicUrl()));
    }

    private void show(Exchange exchange, PageFrames.Opened opened, Page page) {
        switch (page) {
            case Page.Shown shown -> {
                var html = shown.body().render().getBytes(StandardCharsets.UTF_8);
                exchange.context().runOnContext(here -> {
                    addCookies(exchange, opened, page);
                    exchange.answer(shown.status(), HTML, html, policy(shown));
                });
            }
            case Page.Moved moved ->
                exchange.context().runOnContext(here -> {
                    addCookies(exchange, opened, page);
                    exchange.response().putHeader(HttpHeaders.LOCATION, moved.to());
                    exchange.answer(moved.status(), null, new byte[0], Ending.DONE);
                });
            case Page.Said said ->
                exchange.context()
                        .runOnContext(here -> exchange.answer(
                                200, TEXT, said.text().getBytes(StandardCharsets.UTF_8), Ending.REFUSED));
        }
    }

    /// What else a page may do stands last, where it belongs to the rule for forms.
    private static String policy(Page.Shown shown) {
        var calls = shown.callsItsSite() ? "connect-src 'self'; " : "";
        var forms = shown.formsMayLeadTo() == null ? "" : " " + shown.formsMayLeadTo();
        return calls + POLICY + forms;
    }

    private static void addCookies(Exchange exchange, PageFrames.Opened opened, Page page) {
        var headers = exchange.response().headers();
        page.cookies().stream()
                .flatMap(cookie -> SessionCookie.handedOn(cookie, opened.visit().secure()).stream())
                .forEach(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie));
        opened.newCookie().ifPresent(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie));
    }

    private void fail(Exchange exchange, PageFrames.Opened opened, Throwable failure) {
        var frame = opened.visit().frame();
        show(
                exchange,
                opened,
                switch (failure) {
                    case NotShown not -> Page.shown(not.status(), Plain.message(frame, not.title(), not.getMessage()));
                    case Refusal.Refused refused ->
                        Page.shown(
                                refused.refusal().trueStatus(),
                                Plain.message(
                                        frame,
                                        "That did not work",
                                        refused.refusal().text()));
                    case Exchange.ClientGone gone -> Page.shown(400, Plain.message(frame, "Gone", ""));
                    default -> {
                        LOG.errorf(failure, "request %s failed", exchange.requestId());
                        yield Page.shown(
                                500,
                                Plain.message(
                                        frame,
                                        "Something went wrong",
                                        Refusal.surprise(exchange.requestId()).text()));
                    }
                });
    }
}
