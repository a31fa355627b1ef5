package org.calque.gateway;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.calque.kit.Call;
import org.calque.messages.Json;
import org.jboss.logging.Logger;

/// One request of a client, and the one answer that it gets. Lives on the event loop of its connection.
final class Exchange {
    /// How a request ended, as the metrics tell it.
    enum Ending {
        DONE,
        ERROR,
        REFUSED,
        UNAVAILABLE,
        GONE
    }

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");

    private final HttpServerRequest request;
    private final RequestMetrics metrics;
    private final Context context = Vertx.currentContext();
    private final String requestId = RequestIds.next();
    private final long startedAt = System.nanoTime();
    private final boolean wantsProblemDetails;
    private List<Consumer<Ending>> finishers = List.of();
    private String subject = "other";
    private String messageId;
    private boolean messages;
    private boolean trueStatuses;
    private UnaryOperator<Refusal> wording = UnaryOperator.identity();
    private Function<Refusal, String> form;
    private Runnable bodyRoom = () -> {};
    private boolean finished;

    Exchange(HttpServerRequest request, RequestMetrics metrics) {
        this.request = request;
        this.metrics = metrics;
        this.wantsProblemDetails = Call.prefersProblemDetails(request.getHeader("Prefer"));
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    Context context() {
        return context;
    }

    String requestId() {
        return requestId;
    }

    boolean wantsProblemDetails() {
        return wantsProblemDetails;
    }

    /// The event or path that is called, once it is known to exist.
    void isAbout(String subject) {
        this.subject = subject;
    }

    /// From now on refusals that belong into a message are answered as one, under this id.
    ///
    /// @param id JSON text; null when the client gave none
    void speaksInMessages(String id) {
        messages = true;
        messageId = id;
    }

    /// From now on refusals have the status that they mean, whether or not the client asked for problem details.
    void tellsTrueStatuses() {
        trueStatuses = true;
    }

    /// From now on refusals are said in other words.
    void words(UnaryOperator<Refusal> wording) {
        this.wording = wording;
    }

    /// From now on refusals have the status that they mean, and a body of this form whatever the client prefers.
    ///
    /// @param form makes JSON text
    void tellsRefusalsAs(Function<Refusal, String> form) {
        trueStatuses = true;
        this.form = form;
    }

    /// JSON text of the `id` of this exchange's messages.
    String messageId() {
        return messageId == null ? '"' + requestId + '"' : messageId;
    }

    /// What is to happen when the answer has left or the client has gone, whichever comes first.
    void whenFinished(Consumer<Ending> finisher) {
        if (finished) {
            finisher.accept(Ending.GONE);
            return;
        }
        if (finishers.isEmpty()) {
            finishers = new ArrayList<>(2);
            response().closeHandler(gone -> finish(Ending.GONE));
        }
        finishers.add(finisher);
    }

    /// How the room that the body takes is given back, once nobody needs the body any more.
    void holdsRoom(Runnable giveBack) {
        bodyRoom = giveBack;
        whenFinished(ending -> letGoOfBody());
    }

    /// The body has reached its service, or nobody will ask for it.
    void letGoOfBody() {
        var giveBack = bodyRoom;
        bodyRoom = () -> {};
        giveBack.run();
    }

    boolean isFinished() {
        return finished || response().closed();
    }

    /// Counts this exchange and lets go of what it held.
    void finish(Ending ending) {
        if (finished) {
            return;
        }
        finished = true;
        metrics.count(subject, ending, System.nanoTime() - startedAt);
        finishers.forEach(it -> it.accept(ending));
    }

    /// Ends what is on its way by closing the connection. Once the answer is whole there is nothing to end, and the
    /// connection may already carry another call.
    void breakOff(Ending ending) {
        if (!finished && !response().ended()) {
            finish(ending);
            request.connection().close();
        }
    }

    void answer(int status, CharSequence type, byte[] body, Ending ending) {
        answer(status, type, Buffer.buffer(body), ending);
    }

    void answer(int status, CharSequence type, Buffer body, Ending ending) {
        if (isFinished()) {
            finish(Ending.GONE);
            return;
        }
        head(status, type);
        response().end(body);
        passOverTheRestOfTheBody();
        finish(ending);
    }

    /// Answers with a page, which a browser may show under this policy. Its address is told to pages of this site only;
    /// were it told to nobody, browsers would keep quiet about where a form comes from, too.
    void answer(int status, CharSequence type, byte[] page, String contentSecurityPolicy) {
        head(status, type)
                .putHeader(SecurityHeaders.CONTENT_SECURITY_POLICY, contentSecurityPolicy)
                .putHeader(SecurityHeaders.REFERRER_POLICY, SecurityHeaders.SAME_ORIGIN);
        response().end(Buffer.buffer(page));
        passOverTheRestOfTheBody();
        finish(Ending.DONE);
    }

    /// Status and the headers that every answer has.
    HttpServerResponse head(int status, CharSequence type) {
        var headers = response().setStatusCode(status).headers();
        if (type != null) {
            headers.add(HttpHeaders.CONTENT_TYPE, type);
        }
        headers.add(REQUEST_ID, requestId);
        SecurityHeaders.addTo(headers);
        return response();
    }

    void passOverTheRestOfTheBody() {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    /// Answers what went wrong on the way: a refusal in its own words, a surprise in general ones.
    void fail(Throwable failure) {
        if (failure instanceof Refusal.Refused refused) {
            refuse(refused.refusal());
        } else if (failure instanceof ClientGone) {
            finish(Ending.GONE);
        } else {
            LOG.errorf(failure, "request %s failed", requestId);
            refuse(Refusal.surprise(requestId));
        }
    }

    void refuse(Refusal declined) {
        var refusal = wording.apply(declined);
        int status = wantsProblemDetails || trueStatuses ? refusal.trueStatus() : refusal.plainStatus();
        if (isFinished()) {
            finish(Ending.GONE);
            return;
        }
        switch (status) {
            case 401 -> response().putHeader(AUTHENTICATE, "Bearer");
            case 503 -> response().putHeader(RETRY_AFTER, "1");
            default -> {
                // Nothing beside the body.
            }
        }
        answer(
                status,
                wantsProblemDetails && form == null ? PROBLEM_JSON : JSON,
                (form == null ? bodyOf(refusal, status) : form.apply(refusal)).getBytes(StandardCharsets.UTF_8),
                refusal.trueStatus() >= 503 ? Ending.UNAVAILABLE : Ending.REFUSED);
    }

    private String bodyOf(Refusal refusal, int status) {
        if (wantsProblemDetails) {
            return "{\"type\":\"about:blank\",\"title\":" + quoted(refusal.title()) + ",\"status\":" + status
                    + ",\"detail\":" + quoted(refusal.text()) + ",\"instance\":\"urn:calque:request:" + requestId
                    + "\"}";
        }
        return messages && refusal.inMessage()
                ? "{\"event\":\"error\",\"id\":" + messageId() + ",\"error\":" + quoted(refusal.text()) + "}"
                : "{\"error\":" + quoted(refusal.text()) + "}";
    }

    private static String quoted(String text) {
        return Json.MAPPER.getNodeFactory().textNode(text).toString();
    }

    /// The client has hung up: there is nobody to answer.
    static final class ClientGone extends RuntimeException {
        ClientGone() {
            super("the client has gone", null, false, false);
        }
    }
}
