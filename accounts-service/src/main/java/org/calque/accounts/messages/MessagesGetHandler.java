package org.calque.accounts.messages;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.calque.accounts.Expiry;
import org.calque.accounts.messages.Box.Mark;
import org.calque.accounts.messages.MessageRows.Wanted;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.MessagesGet;

@ApplicationScoped
class MessagesGetHandler implements Handler<MessagesGet> {
    private static final int USUAL = 100;

    private final MessageRows rows;

    MessagesGetHandler(MessageRows rows) {
        this.rows = rows;
    }

    @Override
    public Outcome handle(MessagesGet request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        int limit = request.limit() == null ? USUAL : request.limit();
        int offset = request.offset() == null ? 0 : request.offset();
        var wanted = wanted(request.type());
        return switch (Expiry.of(request.cutoff())) {
            case Expiry.At(Instant cutoff) -> found(caller.id(), wanted, cutoff, limit, offset);
            case Expiry.NotGiven(), Expiry.Never() -> found(caller.id(), wanted, null, limit, offset);
            case Expiry.Unreadable() -> refused(Reason.INVALID, "cutoff must be a time such as 2030-01-31T12:00:00Z");
        };
    }

    private static Wanted wanted(String type) {
        return type == null ? Wanted.RECEIVED : Wanted.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private Outcome found(UUID account, Wanted wanted, Instant cutoff, int limit, int offset) {
        return done(new MessagesGet.Found(rows.list(account, wanted, cutoff, limit, offset).stream()
                .map(it -> told(
                        it, wanted == Wanted.SENT ? Box.ofWriter(it.toIds()) : Box.ofReceiver(account, it.toIds())))
                .toList()));
    }

    private static MessagesGet.Message told(StoredMessage message, Box box) {
        var marks = message.marks();
        return new MessagesGet.Message(
                message.id(),
                message.fromId(),
                message.toIds(),
                message.subject(),
                message.body(),
                message.sent(),
                message.threadId(),
                box.isSet(marks.get(Mark.READ)),
                box.isSet(marks.get(Mark.SAVED)),
                box.isSet(marks.get(Mark.STARRED)),
                box.isSet(marks.get(Mark.LIKED)),
                box.isSet(marks.get(Mark.DELETED)));
    }
}
