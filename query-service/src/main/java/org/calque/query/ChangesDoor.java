package org.calque.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.calque.kit.Call;
import org.calque.kit.EventStream;
import org.calque.kit.Unavailable;
import org.calque.messages.Json;
import org.calque.messages.Stream;

/// Where queries are followed: `GET …/user-query/changes?query=…`, answered by events until the client leaves.
@ApplicationScoped
class ChangesDoor {
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
        EventStream.answer(router, Stream.USER_QUERY_CHANGES, this::answer);
    }

    private void answer(RoutingContext http) throws InterruptedException {
        var call = Call.of(http);
        try {
            var beyondLimits = call.caller().limits().refusalOf(Stream.USER_QUERY_CHANGES);
            if (beyondLimits.isPresent()) {
                throw QueryRefused.forbidden(beyondLimits.get());
            }
            var followed = new Followed(engine, settings, json(http, "query"), json(http, "options"), call.caller());
            follow(http, followed);
        } catch (QueryRefused refused) {
            EventStream.refuse(http, refused.reason().status(), refused.getMessage());
        } catch (Feeds.TooMany tooMany) {
            http.response().putHeader("Retry-After", "60");
            EventStream.refuse(http, TOO_MANY, tooMany.getMessage());
        } catch (Unavailable unavailable) {
            EventStream.refuse(http, UNAVAILABLE, unavailable.getMessage());
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
}
