package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Lists, makes, changes or deletes registration tokens: what a visitor must know to sign up, as long as at least one
/// of them is enabled. For administrators.
///
/// Source: Calque; the contract has the tokens but no route for them.
///
/// @param action    `get` (also when absent), `create`, `edit` or `delete`
/// @param id        the token that is meant
/// @param token     for `create`: a text of the administrator's choice, 6 to 100 characters; made up when absent
/// @param descr     what it is for
/// @param limit     how many accounts it may make; none for any number
/// @param expires   from when on it opens nothing
/// @param disabled  whether it opens nothing for now
/// @param ephemeral seconds that accounts made with it live; such a token serves `auth/ephemeral` only
/// @param once      a text of the client's choice, at most 64 characters: `create` that comes again with the same one
/// makes
///                  nothing, and answers with the token of the first time, without its text
@Answers(Replies.Empty.class)
public record AdminRegistrationTokens(
        String action,
        Long id,
        String token,
        String descr,
        JsonNode limit,
        JsonNode expires,
        Boolean disabled,
        @Unit("seconds") JsonNode ephemeral,
        String once)
        implements Request {

    @Override
    public String toString() {
        return "admin/registration-tokens " + action;
    }

    /// @param response tokens, newest first; absent after `edit` and `delete`
    public record Response(List<Token> response) implements Reply {}

    /// One token, of which only a hash is kept.
    ///
    /// @param hint    its first and last characters
    /// @param counter accounts made with it so far
    /// @param token   the text itself, shown once: when it is made
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Token(
            long id,
            String hint,
            String descr,
            int counter,
            Integer limit,
            Instant expires,
            boolean disabled,
            Long ephemeral,
            Instant created,
            @JsonInclude(JsonInclude.Include.NON_NULL) String token) {
        @Override
        public String toString() {
            return "registration token " + id;
        }
    }
}
