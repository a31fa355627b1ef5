package org.calque.kit;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Service;
import org.calque.messages.Uuids;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Where query-service hands in changes to the tables of this service, and asks for rows that stand in no database.
/// Answers `{}`, or the row that was made or found, or `{"error": …}`.
@Path("/tables/{table}")
public class TableResource {
    private static final Logger LOG = Logger.getLogger(TableResource.class);

    private final Map<String, TableWriter> writers;
    private final Map<String, RowMaker> makers;
    private final Map<String, RowTeller> tellers;
    private final Answers answers;
    private final Service self;

    TableResource(
            @All List<TableWriter> writers,
            @All List<RowMaker> makers,
            @All List<RowTeller> tellers,
            Answers answers,
            @ConfigProperty(name = "calque.service") Service self) {
        this.writers = writers.stream().collect(Collectors.toMap(TableWriter::table, Function.identity()));
        this.makers = makers.stream().collect(Collectors.toMap(RowMaker::table, Function.identity()));
        this.tellers = tellers.stream().collect(Collectors.toMap(RowTeller::table, Function.identity()));
        this.answers = answers;
        this.self = self;
    }

    @POST
    @RunOnVirtualThread
    public Response set(
            @PathParam("table") String table,
            @QueryParam("as") String account,
            @QueryParam("delete") boolean delete,
            byte[] body,
            RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(
                call,
                () -> changed(call, table, account, writers.get(table), (writer, caller) -> {
                    if (delete) {
                        writer.delete(Call.object(body), caller);
                    } else {
                        writer.set(Call.object(body), caller);
                    }
                    return new Replies.Empty();
                }));
    }

    @POST
    @Path("/new")
    @RunOnVirtualThread
    public Response make(
            @PathParam("table") String table, @QueryParam("as") String account, byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(
                call,
                () -> changed(
                        call,
                        table,
                        account,
                        makers.get(table),
                        (maker, caller) -> new Replies.Bare(maker.make(Call.object(body), caller))));
    }

    @POST
    @Path("/told")
    @RunOnVirtualThread
    public Response tell(
            @PathParam("table") String table, @QueryParam("as") String account, byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(
                call,
                () -> done(
                        call,
                        table,
                        account,
                        tellers.get(table),
                        (teller, caller) -> new Replies.Bare(teller.tell(Call.object(body), caller))));
    }

    private interface Deed<T> {
        Reply done(T by, Caller caller) throws SetRefused, IOException;
    }

    private <T> Outcome changed(Call call, String table, String account, T by, Deed<T> deed) throws IOException {
        var beyondLimits = call.caller().limits().refusalOfSet(self, table);
        return by != null && beyondLimits.isPresent()
                ? Outcome.refused(Reason.FORBIDDEN, beyondLimits.get())
                : done(call, table, account, by, deed);
    }

    private static <T> Outcome done(Call call, String table, String account, T by, Deed<T> deed) throws IOException {
        if (by == null) {
            return Outcome.refused(Reason.NOT_FOUND, "FATAL: table '" + table + "' does not exist");
        }
        try {
            return Outcome.done(deed.done(by, acting(call.caller(), account)));
        } catch (SetRefused refused) {
            return Outcome.refused(Reason.FORBIDDEN, refused.getMessage());
        }
    }

    /// An administrator may act as another account, with no more than that account's rights.
    private static Caller acting(Caller caller, String account) throws SetRefused {
        if (account == null) {
            return caller;
        }
        if (!caller.isAdmin()) {
            throw new SetRefused("user must be admin to sudo");
        }
        var id = Uuids.parse(account).orElseThrow(() -> new SetRefused("invalid account_id -- " + account));
        LOG.infof("account %s is acted for by administrator %s", id, caller);
        return caller.as(id);
    }
}
