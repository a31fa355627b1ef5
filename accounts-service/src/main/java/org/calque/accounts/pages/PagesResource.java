package org.calque.accounts.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.calque.accounts.keys.LegacyKeys;
import org.calque.accounts.signin.Impersonation;
import org.calque.kit.Answers;
import org.calque.kit.Call;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Reply;

/// What pages of the gateway may do and no path of the API.
@Path("/pages")
public class PagesResource {
    private static final int LONGEST_CLIENT = 100;
    private static final Outcome NOT_SIGNED_IN = Outcome.refused(Reason.UNAUTHENTICATED, "must be signed in");

    private final LegacyKeys keys;
    private final Impersonation impersonation;
    private final Answers answers;

    record AccountKey(String apiKey) implements Reply {}

    PagesResource(LegacyKeys keys, Impersonation impersonation, Answers answers) {
        this.keys = keys;
        this.impersonation = impersonation;
        this.answers = answers;
    }

    /// A new key of the old form, for a program whose user is signed in by a browser: no key makes another one here.
    @POST
    @Path("/account-key")
    @RunOnVirtualThread
    public Response accountKey(byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(call, () -> {
            if (!isSignedIn(call.caller())) {
                return NOT_SIGNED_IN;
            }
            var client = text(body, "client").replace('\0', '\uFFFD');
            return keys.renew(
                            call.caller().id(),
                            client.length() <= LONGEST_CLIENT ? client : client.substring(0, LONGEST_CLIENT),
                            call.caller())
                    .map(secret -> Outcome.done(new AccountKey(secret)))
                    .orElse(NOT_SIGNED_IN);
        });
    }

    @POST
    @Path("/impersonate")
    @RunOnVirtualThread
    public Response impersonate(byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(call, () -> impersonation.start(text(body, "auth_token"), call.caller()));
    }

    private static boolean isSignedIn(Caller caller) {
        return caller.isAccount() && caller.keyId().startsWith("session-");
    }

    private static String text(byte[] body, String name) throws IOException {
        JsonNode value = Json.MAPPER.readTree(body).path(name);
        return value.isTextual() ? value.textValue() : "";
    }
}
