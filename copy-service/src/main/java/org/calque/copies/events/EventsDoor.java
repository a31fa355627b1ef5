package org.calque.copies.events;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.copies.events.EventLog.Wanted;
import org.calque.kit.Call;
import org.calque.kit.EventStream;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Stream;
import org.calque.messages.Uuids;
import org.jboss.logging.Logger;

/// Where copies are followed: `GET …/copies/events`, answered by events until the client leaves.
@ApplicationScoped
class EventsDoor {
    private static final Logger LOG = Logger.getLogger(EventsDoor.class);
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final EventLog log;
    private final EventTail tail;
    private final Followers followers;
    private final EventSettings settings;

    EventsDoor(EventLog log, EventTail tail, Followers followers, EventSettings settings) {
        this.log = log;
        this.tail = tail;
        this.followers = followers;
        this.settings = settings;
    }

    /// Why nothing is told.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reason reason;

        Refused(Reason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }

    void open(@Observes Router router) {
        EventStream.answer(router, Stream.COPIES_EVENTS, this::answer);
    }

    private void answer(RoutingContext http) throws InterruptedException {
        var caller = Call.of(http).caller();
        try {
            var wanted = wanted(caller, http.request());
            follow(http, new Follower(log, tail, settings, wanted, caller.limits()), after(http.request()));
        } catch (Refused refused) {
            EventStream.refuse(http, refused.reason.status(), refused.getMessage());
        } catch (Followers.TooMany tooMany) {
            http.response().putHeader("Retry-After", "60");
            EventStream.refuse(http, Reason.TOO_MANY.status(), tooMany.getMessage());
        } catch (SQLException trouble) {
            breakOff(http, trouble);
        }
    }

    /// The stream is among the open ones before it looks for the first time, so that it misses nothing.
    private void follow(RoutingContext http, Follower follower, Long after)
            throws Followers.TooMany, SQLException, InterruptedException {
        followers.open(follower);
        try {
            http.response().closeHandler(gone -> follower.close());
            follower.run(after, http.response());
            http.response().end();
        } finally {
            followers.close(follower);
        }
    }

    private static Wanted wanted(Caller caller, HttpServerRequest request) throws Refused {
        var beyondLimits = caller.limits().refusalOf(Stream.COPIES_EVENTS);
        if (beyondLimits.isPresent()) {
            throw new Refused(Reason.FORBIDDEN, beyondLimits.get());
        }
        var project = id(request, "project_id");
        var copy = id(request, "copy_id");
        if (!caller.isAccount() && !caller.isProject()) {
            throw new Refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return new Wanted(caller.id(), project, copy);
    }

    private static UUID id(HttpServerRequest request, String parameter) throws Refused {
        var text = request.getParam(parameter);
        if (text == null) {
            return null;
        }
        return Uuids.parse(text).orElseThrow(() -> new Refused(Reason.INVALID, parameter + " must be a valid uuid"));
    }

    private static Long after(HttpServerRequest request) throws Refused {
        var last = request.getHeader("Last-Event-ID");
        var text = last == null || last.isBlank() ? request.getParam("after") : last.strip();
        if (text == null) {
            return null;
        }
        if (!POSITION.matcher(text).matches()) {
            throw new Refused(
                    Reason.INVALID, "Last-Event-ID and after must be the id of an event of this stream, or 0 for all");
        }
        return Long.valueOf(text);
    }

    /// A stream that has begun ends without its end, so that clients come back.
    private static void breakOff(RoutingContext http, SQLException trouble) {
        LOG.warnf("events of copies cannot be read: %s", trouble.getMessage());
        if (http.response().headWritten()) {
            http.response().reset();
        } else {
            EventStream.refuse(http, Reason.UNAVAILABLE.status(), "the copies cannot be followed now; try again soon");
        }
    }
}
