package org.calque.accounts;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.LogClientError;

@ApplicationScoped
class LogClientErrorHandler implements Handler<LogClientError> {
    private final ClientErrorRepository errors;
    private final Clock clock;
    private final AccountsConfig config;

    LogClientErrorHandler(ClientErrorRepository errors, Clock clock, AccountsConfig config) {
        this.errors = errors;
        this.clock = clock;
        this.config = config;
    }

    @Override
    @Transactional
    public Outcome handle(LogClientError request, Caller caller) {
        var error = new ClientError();
        error.id = Uuids.parse(caller.messageId()).filter(id -> !errors.has(id)).orElseGet(UUID::randomUUID);
        error.event = "error";
        error.error = readable(request.error());
        error.accountId = caller.isAccount() ? caller.id() : null;
        error.time = clock.instant();
        error.expire = error.time.plus(config.clientErrorLife());
        errors.persist(error);
        return done(new Replies.Success());
    }

    /// PostgreSQL keeps no NUL in a text.
    private String readable(String text) {
        var whole = text.replace('\0', '\uFFFD');
        return whole.length() <= config.maxClientError() ? whole : whole.substring(0, config.maxClientError());
    }
}
