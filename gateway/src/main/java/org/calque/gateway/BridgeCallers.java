package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Face;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// Finds out who calls the bridge. Only an API key says so: a cookie, which a browser would send by itself, is nothing.
@Singleton
class BridgeCallers {
    private static final Refusal NO_ACCOUNT = Refusal.inBridge(
            Reason.UNAUTHENTICATED, "must be signed in and MUST provide an api key (cookies are not allowed)");
    private static final Refusal NOBODY =
            Refusal.inBridge(Reason.UNAUTHENTICATED, "must sign in as project or account");
    private static final Refusal WHICH_PROJECT =
            Refusal.inBridge(Reason.INVALID, "must specify project_id or use project-specific api key");
    private static final Refusal OTHER_PROJECT =
            Refusal.inBridge(Reason.FORBIDDEN, "project specific api key must match requested project");
    private static final Refusal NO_ID = Refusal.inBridge(Reason.INVALID, "project_id must be a valid uuid");

    private final Callers callers;

    BridgeCallers(Callers callers) {
        this.callers = callers;
    }

    /// @throws Refusal.Refused without one
    static Credential.Secret secretOf(Exchange exchange, Face face) {
        return switch (Credential.inHeader(exchange.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            case Credential.Missing() ->
                throw Refusal.NO_AUTHENTICATION.inBridge().asException();
            case Credential.OtherScheme(String scheme) ->
                throw Refusal.unknownScheme(scheme).inBridge().asException();
            case Credential.Blank() -> throw refusalOf(face).asException();
            case Credential.Secret secret -> secret;
        };
    }

    /// Fails with the refusal to answer.
    Future<Identity> of(Exchange exchange, Face face, Credential.Secret secret, ObjectNode outline) {
        return callers.of(secret, exchange.request()).map(finding -> {
            if (!(finding instanceof Finding.Found found)) {
                throw refusalOf(face).asException();
            }
            return switch (face) {
                case HUB -> account(found.identity());
                case PROJECT -> inProject(found.identity(), outline);
            };
        });
    }

    private static Refusal refusalOf(Face face) {
        return face == Face.HUB ? NO_ACCOUNT : NOBODY;
    }

    private static Identity account(Identity caller) {
        if (caller.kind() != Kind.ACCOUNT) {
            throw NO_ACCOUNT.asException();
        }
        return caller;
    }

    private static Identity inProject(Identity caller, ObjectNode outline) {
        var project = outline.path("project_id");
        boolean isGiven = !project.isMissingNode() && !project.isNull();
        if (caller.kind() == Kind.PROJECT) {
            if (isGiven && !caller.id().toString().equalsIgnoreCase(project.asText())) {
                throw OTHER_PROJECT.asException();
            }
        } else if (!isGiven) {
            throw WHICH_PROJECT.asException();
        } else if (!Uuids.isUuid(project.asText())) {
            throw NO_ID.asException();
        }
        return caller;
    }
}
