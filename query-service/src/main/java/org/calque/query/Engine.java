package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;

/// Answers a request of the query language: one query, or a list of them in order until one fails.
@ApplicationScoped
class Engine {
    private final Gets gets;
    private final Sets sets;
    private final int maxQueries;
    private final Clock clock = Clock.systemUTC();

    Engine(Gets gets, Sets sets, QuerySettings settings) {
        this.gets = gets;
        this.sets = sets;
        this.maxQueries = settings.maxQueries();
    }

    /// What the members of a request share.
    ///
    /// @param admin        the administrator who acts as the caller; null when the caller acts for himself
    /// @param wantsChanges whether the client asks to be told of changes, too
    private record Asked(Caller caller, Caller admin, Options options, Tokens tokens, boolean wantsChanges) {}

    /// Writes the answer, in the shape of the question.
    void answer(JsonNode query, JsonNode givenOptions, boolean wantsChanges, Caller caller, Answer answer)
            throws QueryRefused {
        if (caller.isProject()) {
            throw QueryRefused.forbidden(
                    "the key of a project cannot be used for queries; use the key of an account that is on the project");
        }
        var options = new Options(givenOptions);
        var sudo = options.given().isArray() ? options.sudo() : Optional.<JsonNode>empty();
        var acting = sudo.isPresent() ? as(sudo.get(), caller) : caller;
        if (options.given().isArray() && options.explains() && !caller.isAdmin()) {
            throw QueryRefused.forbidden("user must be admin to explain");
        }
        var asked = new Asked(
                acting,
                acting == caller ? null : caller,
                options,
                new Tokens(acting.isAccount() ? acting.id() : null, clock.instant()),
                wantsChanges);
        if (query != null && query.isArray()) {
            all(query, asked, answer);
        } else {
            one(query, asked, answer);
        }
    }

    /// The first error is the whole answer: none of it may have left before.
    private void all(JsonNode queries, Asked asked, Answer answer) throws QueryRefused {
        if (asked.wantsChanges()) {
            throw QueryRefused.invalid("FATAL: changefeeds only implemented for single table");
        }
        if (queries.size() > maxQueries) {
            throw QueryRefused.invalid(
                    "a list has at most " + maxQueries + " queries (setting query.max-queries), not " + queries.size());
        }
        answer.keepWhole();
        var separator = "[";
        for (JsonNode query : queries) {
            answer.add(separator);
            one(query, asked, answer);
            separator = ",";
        }
        answer.add(queries.isEmpty() ? "[]" : "]");
    }

    private void one(JsonNode query, Asked asked, Answer answer) throws QueryRefused {
        var question = Question.of(query, asked.options(), asked.tokens());
        var isGet = question.isGet(asked.options());
        if (asked.wantsChanges()) {
            checkThatChangesCanBeTold(question, isGet);
        }
        if (isGet) {
            gets.answer(question, asked.options(), asked.wantsChanges(), asked.caller(), asked.admin(), answer);
        } else {
            sets.carryOut(question, asked.options(), asked.caller(), asked.admin());
            answer.add("{}");
        }
    }

    private static void checkThatChangesCanBeTold(Question question, boolean isGet) throws QueryRefused {
        if (!question.many()) {
            throw QueryRefused.invalid("FATAL: changefeeds only implemented for multi-document queries");
        }
        if (!isGet) {
            throw QueryRefused.invalid("FATAL: changefeeds only for read queries");
        }
    }

    /// The account that an administrator acts as: with the rights of an ordinary account.
    private static Caller as(JsonNode account, Caller admin) throws QueryRefused {
        if (!admin.isAdmin()) {
            throw QueryRefused.forbidden("user must be admin to sudo");
        }
        UUID id = Uuids.parse(account.asText())
                .orElseThrow(() -> QueryRefused.invalid("invalid account_id -- " + account.asText(account.toString())));
        return id.equals(admin.id()) ? admin : admin.as(id);
    }
}
