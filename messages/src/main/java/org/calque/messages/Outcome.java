package org.calque.messages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// How a handler ends. What a caller can cause is an outcome; what surprises us is an exception.
public sealed interface Outcome {

    /// Carried out.
    ///
    /// @param cookies complete `Set-Cookie` values that the reply carries; normally none
    record Done(Reply reply, List<String> cookies) implements Outcome {
        public Done {
            cookies = List.copyOf(cookies);
        }
    }

    /// Declined: nothing has changed.
    record Refused(Reason reason, Reply reply) implements Outcome {}

    /// Declined with the status of its reason, whether the client asked for true statuses or not: for the few calls of
    /// API v2 that always had them.
    record Rejected(Reason reason, Reply reply) implements Outcome {}

    /// Why a request was declined; becomes the status for clients that ask for true statuses.
    enum Reason {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        TOO_MANY(429),
        FAILED(422),
        NOT_OFFERED(501),
        UNAVAILABLE(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /// The HTTP status of this reason.
        public int status() {
            return status;
        }
    }

    /// A refusal in words.
    ///
    /// @param error  as API v1 and v2 say it
    /// @param reason why, without what those put around it; the same where they put nothing
    @JsonTypeName("error")
    record Problem(String error, @JsonIgnore String reason) implements Reply {
        public Problem(String error) {
            this(error, error);
        }
    }

    static Outcome done(Reply reply) {
        return new Done(reply, List.of());
    }

    static Outcome refused(Reason reason, String text) {
        return new Refused(reason, new Problem(text));
    }

    static Outcome refused(Reason reason, Reply reply) {
        return new Refused(reason, reply);
    }

    static Outcome rejected(Reason reason, String text) {
        return new Rejected(reason, new Problem(text));
    }
}
