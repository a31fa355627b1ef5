package org.calque.kit;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Service;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where query-service hands in changes to the tables of this service. Answers `{}` or `{"error": …}`.
@Path("/tables/{table}")
public class TableResource {
    private final Map<String, TableWriter> writers;
    private final Answers answers;
    private final Service self;

    TableResource(
            @All List<TableWriter> writers, Answers answers, @ConfigProperty(name = "calque.service") Service self) {
        this.writers = writers.stream().collect(Collectors.toMap(TableWriter::table, Function.identity()));
        this.answers = answers;
        this.self = self;
    }

    @POST
    @RunOnVirtualThread
    public Response set(@PathParam("table") String table, byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(call, () -> {
            var writer = writers.get(table);
            if (writer == null) {
                return Outcome.refused(Reason.NOT_FOUND, "FATAL: table '" + table + "' does not exist");
            }
            var beyondLimits = call.caller().limits().refusalOfSet(self, table);
            if (beyondLimits.isPresent()) {
                return Outcome.refused(Reason.FORBIDDEN, beyondLimits.get());
            }
            try {
                writer.set(Call.object(body), call.caller());
                return Outcome.done(new Replies.Empty());
            } catch (SetRefused refused) {
                return Outcome.refused(Reason.FORBIDDEN, refused.getMessage());
            }
        });
    }
}
