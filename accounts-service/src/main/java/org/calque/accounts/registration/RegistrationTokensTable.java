package org.calque.accounts.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.Secrets;
import org.calque.accounts.registration.TokenWish.Unfit;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.accounts.AdminRegistrationTokens;

/// Registration tokens through the query language, by administrators: a token is named by its text, as its maker chose
/// it. One that is there is changed, another one made.
@ApplicationScoped
class RegistrationTokensTable implements TableWriter {
    private final TokenBook book;
    private final RegistrationTokens tokens;

    RegistrationTokensTable(TokenBook book, RegistrationTokens tokens) {
        this.book = book;
        this.tokens = tokens;
    }

    @Override
    public String table() {
        return "registration_tokens";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAdmin()) {
            throw new SetRefused("FATAL: user must be an admin");
        }
        var text = row.path("token").textValue();
        if (text == null || text.isEmpty()) {
            throw new SetRefused("FATAL: must specify registration_tokens.token");
        }
        var disabled = row.path("disabled").isBoolean() ? row.path("disabled").booleanValue() : null;
        try {
            var stored = tokens.find("hash", Secrets.hash(text)).firstResult();
            var outcome = stored == null
                    ? book.create(wish(text, row), disabled, caller)
                    : book.edit(stored.id, wish(null, row), disabled, caller);
            if (outcome instanceof Outcome.Refused refused && refused.reply() instanceof Problem problem) {
                throw new SetRefused(problem.error());
            }
        } catch (Unfit unfit) {
            throw new SetRefused("FATAL: " + unfit.getMessage());
        }
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void delete(ObjectNode key, Caller caller) throws SetRefused {
        if (!caller.isAdmin()) {
            throw new SetRefused("FATAL: user must be an admin");
        }
        var stored =
                tokens.find("hash", Secrets.hash(key.path("token").asText())).firstResult();
        if (stored != null) {
            book.delete(stored.id, caller);
        }
    }

    private static TokenWish wish(String token, ObjectNode row) throws Unfit {
        return TokenWish.of(new AdminRegistrationTokens(
                null,
                null,
                token,
                row.path("descr").textValue(),
                whole(row.get("limit")),
                row.get("expires"),
                null,
                null,
                null));
    }

    /// Limits are decimals in the query language.
    private static JsonNode whole(JsonNode limit) {
        return limit != null && limit.isNumber()
                ? TextNode.valueOf(limit.decimalValue().stripTrailingZeros().toPlainString())
                : limit;
    }
}
