package org.calque.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.calque.kit.Call;
import org.calque.kit.EventStream;
import org.calque.kit.Unavailable;
import org.calque.messages.Json;
import org.calque.messages.Stream;
import org.jboss.logging.Logger;

/// Where queries are followed: `GET …/user-query/changes?query=…`, answered by events until the client leaves.
@ApplicationScoped
class ChangesDoor {
    private static final Logger LOG = Logger.getLogger(ChangesDoor.class);
    private static final int BEHIND_THE_BODY_GATE = -800;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final Engine engine;
    private final Feeds feeds;
    private final QuerySettings.Feeds settings;

    ChangesDoor(Engine engine, Feeds feeds, QuerySettings settings) {
        this.engine = engine;
        this.feeds = feeds;
        this.settings = settings.feeds();
    }

    void open(@Observes Router router) {
        var path = "/streams/" + Stream.USER_QUERY_CHANGES.path();
        router.route(HttpMethod.HEAD, path)
                .order(BEHIND_THE_BODY_GATE)
                .handler(http -> http.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, EventStream.TYPE)
                        .end());
        router.route(HttpMethod.GET, path).order(BEHIND_THE_BODY_GATE).handler(http -> {
            http.request().resume();
            Thread.startVirtualThread(() -> answer(http));
        });
    }

    private void answer(RoutingContext http) {
        var call = Call.of(http);
        try {
            var beyondLimits = call.caller().limits().refusalOf(Stream.USER_QUERY_CHANGES);
            if (beyondLimits.isPresent()) {
                throw QueryRefused.forbidden(beyondLimits.get());
            }
            var followed = new Followed(engine, settings, json(http, "query"), json(http, "options"), call.caller());
            follow(http, followed);
        } catch (QueryRefused refused) {
            refuse(http, refused.reason().status(), refused.getMessage());
        } catch (Feeds.TooMany tooMany) {
            http.response().putHeader("Retry-After", "60");
            refuse(http, TOO_MANY, tooMany.getMessage());
        } catch (Unavailable unavailable) {
            refuse(http, UNAVAILABLE, unavailable.getMessage());
        } catch (EventStream.ClientGone gone) {
            http.response().reset();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            http.response().reset();
        } catch (RuntimeException surprise) {
            LOG.errorf(surprise, "request %s failed", call.caller().requestId());
            http.response().reset();
        }
    }

    /// The stream is among the open ones before it looks for the first time, so that it misses nothing.
    private void follow(RoutingContext http, Followed followed)
            throws QueryRefused, Feeds.TooMany, InterruptedException {
        var feed = new Feed(followed, settings, http.response());
        feeds.open(feed);
        try {
            http.response().closeHandler(gone -> feed.close());
            var rows = followed.rows();
            feed.run(rows, http.request().getHeader("Last-Event-ID"));
            http.response().end();
        } finally {
            feeds.close(feed);
        }
    }

    private static JsonNode json(RoutingContext http, String parameter) throws QueryRefused {
        var text = http.request().getParam(parameter);
        if (text == null) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw QueryRefused.invalid("the parameter '" + parameter + "' is not JSON: "
                    + wrong.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static void refuse(RoutingContext http, int status, String error) {
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(JsonNodeFactory.instance.objectNode().put("error", error).toString());
    }
}
