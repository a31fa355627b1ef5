package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;

/// Answers a request of the query language: one query, or a list of them in order until one fails.
@ApplicationScoped
class Engine {
    private final Gets gets;
    private final Sets sets;
    private final Clock clock = Clock.systemUTC();

    Engine(Gets gets, Sets sets) {
        this.gets = gets;
        this.sets = sets;
    }

    /// What the members of a request share.
    ///
    /// @param wantsChanges whether the client asks to be told of changes, too
    private record Asked(Caller caller, boolean sudo, Options options, Tokens tokens, boolean wantsChanges) {}

    /// The answer as JSON text, in the shape of the question.
    String answer(JsonNode query, JsonNode givenOptions, boolean wantsChanges, Caller caller) throws QueryRefused {
        if (caller.isProject()) {
            throw QueryRefused.forbidden(
                    "the key of a project cannot be used for queries; use the key of an account that is on the project");
        }
        var options = new Options(givenOptions);
        var sudo = options.given().isArray() && options.sudo().isPresent();
        var acting = sudo ? as(options.sudo().get(), caller) : caller;
        var asked = new Asked(
                acting,
                sudo,
                options,
                new Tokens(acting.isAccount() ? acting.id() : null, clock.instant()),
                wantsChanges);
        return query != null && query.isArray() ? all(query, asked) : one(query, asked);
    }

    private String all(JsonNode queries, Asked asked) throws QueryRefused {
        if (asked.wantsChanges()) {
            throw QueryRefused.invalid("FATAL: changefeeds only implemented for single table");
        }
        var answers = new StringBuilder("[");
        for (JsonNode query : queries) {
            answers.append(answers.length() > 1 ? "," : "").append(one(query, asked));
        }
        return answers.append(']').toString();
    }

    private String one(JsonNode query, Asked asked) throws QueryRefused {
        var question = Question.of(query, asked.options(), asked.tokens());
        var isGet = question.isGet(asked.options());
        if (asked.wantsChanges()) {
            checkThatChangesCanBeTold(question, isGet);
        }
        if (isGet) {
            return gets.answer(question, asked.options(), asked.wantsChanges(), asked.caller());
        }
        if (asked.sudo()) {
            throw QueryRefused.forbidden("an administrator can read as another account, but not change anything as it");
        }
        sets.carryOut(question, asked.options(), asked.caller());
        return "{}";
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
