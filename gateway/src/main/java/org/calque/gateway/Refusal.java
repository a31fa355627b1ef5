package org.calque.gateway;

import java.util.Locale;
import org.calque.messages.NotOffered;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Service;

/// What the gateway answers by itself, in the words of the contract.
///
/// @param plainStatus the status for clients that did not ask for true ones
/// @param trueStatus  the status for those that did (`Prefer: problem-details`)
/// @param title       what kind of refusal it is, in RFC 9457's sense
/// @param inMessage   in API v1, answered as a message with `event` and `id`
record Refusal(int plainStatus, int trueStatus, String title, String text, boolean inMessage) {
    static final Refusal NO_AUTHENTICATION =
            early(Reason.UNAUTHENTICATED, "You must provide authentication via an API key.");
    static final Refusal WRONG_KEY = early(Reason.UNAUTHENTICATED, "No account found. Is your API key wrong?");
    static final Refusal BANNED =
            early(Reason.FORBIDDEN, "User is BANNED.  If this is a mistake, please contact help@cocalc.com");
    static final Refusal MULTI_RESPONSE = early(Reason.INVALID, "multi_response queries aren't supported");
    static final Refusal NOT_AN_OBJECT = early(Reason.INVALID, "the JSON body must be an object");
    static final Refusal BODY_TOO_SLOW =
            new Refusal(408, 408, "request timeout", "the body of the request did not arrive in time", false);
    static final Refusal NO_ROOM =
            late(Reason.UNAVAILABLE, "the server is busy with other large requests; try again soon");

    static final Refusal FROM_ANOTHER_SITE =
            late(Reason.FORBIDDEN, "this was sent by a page of another site; send it with an API key instead");

    static final Refusal UNSUPPORTED_TYPE = new Refusal(
            415, 415, "unsupported media type", "the body must be JSON (Content-Type: application/json)", false);
    static final Refusal NOT_ACCEPTABLE = new Refusal(
            406, 406, "not acceptable", "answers are application/json, which the header Accept leaves out", false);

    static Refusal unknownScheme(String scheme) {
        return early(Reason.UNAUTHENTICATED, "Unknown authorization type '" + scheme + "'");
    }

    static Refusal unknownEndpoint(String name) {
        return early(Reason.NOT_FOUND, "unknown endpoint '" + name + "'");
    }

    static Refusal notPartOfTheApi(String name) {
        return early(Reason.NOT_FOUND, "endpoint '" + name + "' is not part of the HTTP API");
    }

    static Refusal nobodyAnswers(String event) {
        return early(Reason.NOT_FOUND, "unknown message event type '" + event + "'");
    }

    static Refusal otherEventInBody(String event) {
        return invalid("invalid parameters 'Error: ValueError: must not define 'event' when calling message creation"
                + " function (" + event + ")'");
    }

    /// In API v1, where nothing is forwarded: answered like a wrong key.
    static Refusal beyondLimits(String text) {
        return early(Reason.FORBIDDEN, text);
    }

    /// In API v2, where a caller is refused by the path's own words and status 200.
    static Refusal beyondLimitsOfRoute(String text) {
        return late(Reason.FORBIDDEN, text);
    }

    /// In the bridge, where every refusal of its own has status 200.
    static Refusal inBridge(Reason reason, String text) {
        return late(reason, text);
    }

    static Refusal invalid(String text) {
        return early(Reason.INVALID, text);
    }

    static Refusal malformedJson(String why) {
        return invalid("the body is not valid JSON: " + why);
    }

    static Refusal tooLarge(String text) {
        return new Refusal(413, 413, "content too large", text, false);
    }

    static Refusal addressTooLong(int longest) {
        return new Refusal(
                414,
                414,
                "uri too long",
                "the address of a request must have at most " + longest
                        + " characters, its query included; what is long belongs into the body",
                false);
    }

    static Refusal nothingHere(String path) {
        return new Refusal(
                404, 404, "not found", "there is nothing at '" + path + "'; GET / lists what there is", false);
    }

    static Refusal methodNotAllowed(String allowed) {
        return new Refusal(405, 405, "method not allowed", "only " + allowed + " is answered here", false);
    }

    static Refusal notOffered(Service service) {
        return late(Reason.NOT_OFFERED, "this server does not offer the " + service.wireName() + " service");
    }

    /// In API v2, in the form of every other refusal there.
    static Refusal notOffered(NotOffered row) {
        return late(Reason.NOT_OFFERED, row.error());
    }

    static Refusal down(Service service) {
        return late(Reason.UNAVAILABLE, "the " + service.wireName() + " service does not answer; try again soon");
    }

    static Refusal busy(Service service) {
        return late(Reason.UNAVAILABLE, "the " + service.wireName() + " service is busy; try again soon");
    }

    static Refusal tooMuchToHold(Service service, int most) {
        return late(
                Reason.TOO_LARGE,
                "the " + service.wireName() + " service answered more than " + most
                        + " bytes, which is too much at once; ask for less");
    }

    static Refusal brokeOff(Service service) {
        return late(
                Reason.UNAVAILABLE,
                "the " + service.wireName() + " service broke off; what was asked for may still happen");
    }

    static Refusal slow(Service service, long seconds) {
        return new Refusal(
                200,
                504,
                "timeout",
                "timeout: the " + service.wireName() + " service did not answer within " + seconds
                        + " seconds; what was asked for may still happen",
                true);
    }

    static Refusal failed(Service service, String requestId) {
        return late(
                Reason.UNAVAILABLE,
                "something went wrong in the " + service.wireName() + " service; its log tells more under request "
                        + requestId);
    }

    static Refusal surprise(String requestId) {
        return late(
                Reason.UNAVAILABLE,
                "something went wrong on the server; its log tells more under request " + requestId);
    }

    /// Before a service could be asked: API v1 answers with status 400 and the text alone.
    private static Refusal early(Reason reason, String text) {
        return new Refusal(400, reason.status(), title(reason), text, false);
    }

    /// When a service was to be asked: both APIs answer with status 200, as services do.
    private static Refusal late(Reason reason, String text) {
        return new Refusal(200, reason.status(), title(reason), text, true);
    }

    private static String title(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The same with status 200, as the bridge answers it.
    Refusal inBridge() {
        return new Refusal(200, trueStatus, title, text, inMessage);
    }

    /// The same in other words.
    Refusal saying(String words) {
        return new Refusal(plainStatus, trueStatus, title, words, inMessage);
    }

    /// To be thrown through the steps of a request.
    Refused asException() {
        return new Refused(this);
    }

    /// A refusal on its way to the client. It has no stack trace, since it surprises nobody.
    static final class Refused extends RuntimeException {
        private final Refusal refusal;

        private Refused(Refusal refusal) {
            super(refusal.text(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
