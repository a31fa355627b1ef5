package org.calque.accounts.registration;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AdminRegistrationTokens.Response;
import org.calque.messages.accounts.AdminRegistrationTokens.Token;

/// The registration tokens, as administrators see and change them.
@ApplicationScoped
class TokenBook {
    private static final int MADE_UP_LENGTH = 20;
    private static final Sort NEWEST_FIRST = Sort.descending("created", "id");

    private final RegistrationTokens tokens;
    private final Audit audit;
    private final Clock clock;

    TokenBook(RegistrationTokens tokens, Audit audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    List<Token> all() {
        return tokens.listAll(NEWEST_FIRST).stream().map(it -> shown(it, null)).toList();
    }

    @Transactional
    Outcome create(TokenWish wish, Boolean disabled, Caller by) {
        var before = wish.once() == null ? Optional.<RegistrationToken>empty() : tokens.madeBy(by.id(), wish.once());
        if (before.isPresent()) {
            return done(new Response(List.of(shown(before.get(), null))));
        }
        var text = wish.token() == null ? Secrets.letters(MADE_UP_LENGTH) : wish.token();
        var hash = Secrets.hash(text);
        if (tokens.count("hash", hash) > 0) {
            return refused(Reason.CONFLICT, "there is such a token already");
        }
        var token = new RegistrationToken();
        token.hash = hash;
        token.hint = hint(text);
        token.created = clock.instant();
        token.once = wish.once();
        token.onceBy = wish.once() == null ? null : by.id();
        change(token, wish, disabled);
        tokens.persistAndFlush(token);
        record(AuditEvent.REGISTRATION_TOKEN_CREATED, token, by);
        return done(new Response(List.of(shown(token, text))));
    }

    @Transactional
    Outcome edit(Long id, TokenWish wish, Boolean disabled, Caller by) {
        if (wish.token() != null) {
            return refused(Reason.INVALID, "the text of a token cannot be changed; delete it and create another");
        }
        var found = find(id);
        if (found.isEmpty()) {
            return refused(Reason.NOT_FOUND, "no registration token with id " + id);
        }
        change(found.get(), wish, disabled);
        record(AuditEvent.REGISTRATION_TOKEN_CHANGED, found.get(), by);
        return done(new Replies.Empty());
    }

    @Transactional
    Outcome delete(Long id, Caller by) {
        find(id).ifPresent(token -> {
            tokens.delete(token);
            record(AuditEvent.REGISTRATION_TOKEN_DELETED, token, by);
        });
        return done(new Replies.Empty());
    }

    private Optional<RegistrationToken> find(Long id) {
        return id == null ? Optional.empty() : tokens.findByIdOptional(id);
    }

    private static void change(RegistrationToken token, TokenWish wish, Boolean disabled) {
        if (wish.descr() != null) {
            token.descr = wish.descr();
        }
        if (wish.maxUses().given()) {
            token.maxUses = wish.maxUses().value();
        }
        if (wish.expires().given()) {
            token.expires = wish.expires().value();
        }
        if (wish.ephemeral().given()) {
            token.ephemeral = wish.ephemeral().value();
        }
        if (disabled != null) {
            token.disabled = disabled;
        }
    }

    private void record(AuditEvent what, RegistrationToken token, Caller by) {
        audit.record(what, by, null, Map.of("registration_token", token.id, "hint", token.hint));
    }

    /// Enough to recognise it by, and too little to guess it: at most half of a short one.
    private static String hint(String text) {
        return text.length() < 12
                ? text.substring(0, 2) + "…" + text.substring(text.length() - 1)
                : text.substring(0, 3) + "…" + text.substring(text.length() - 3);
    }

    private static Token shown(RegistrationToken token, String text) {
        return new Token(
                token.id,
                token.hint,
                token.descr,
                token.counter,
                token.maxUses,
                token.expires,
                token.disabled,
                token.ephemeral,
                token.created,
                text);
    }
}
