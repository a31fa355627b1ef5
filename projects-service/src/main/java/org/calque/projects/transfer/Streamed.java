package org.calque.projects.transfer;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.calque.kit.Call;
import org.calque.kit.Unavailable;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Stream;
import org.jboss.logging.Logger;

/// What all streams of files have in common: nobody goes beyond the limits of a key, and every failure has an answer.
@ApplicationScoped
public class Streamed {
    private static final Logger LOG = Logger.getLogger(Streamed.class);

    public interface Work {
        Response of(Call call) throws HomeException;
    }

    public Response answer(Stream stream, RoutingContext http, Work work) {
        var call = Call.of(http);
        var beyondLimits = call.caller().limits().refusalOf(stream);
        if (beyondLimits.isPresent()) {
            return Answer.refused(403, beyondLimits.get());
        }
        try {
            return work.of(call);
        } catch (HomeException failure) {
            return Answer.of(failure);
        } catch (Unavailable unavailable) {
            LOG.warnf("%s, asked by %s", unavailable.getMessage(), call.caller());
            return Answer.json(503, new Answer.Problem(unavailable.getMessage()))
                    .header("Retry-After", 5)
                    .build();
        } catch (RuntimeException surprise) {
            LOG.errorf(surprise, "request %s failed", call.caller().requestId());
            return Answer.refused(
                    500,
                    "something went wrong on the server; its log tells more under request "
                            + call.caller().requestId());
        }
    }
}
