package org.calque.accounts.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.calque.accounts.messages.Messages.Unfit;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.facts.SettingsChanged;

/// What somebody has written. A draft can be changed and sent; of a message that is sent only the writer's own bits
/// change, and whatever else a set names is passed over.
@ApplicationScoped
class SentMessagesTable implements TableWriter {
    private final MessageRows rows;
    private final Messages messages;
    private final Drafts drafts;
    private final Outbox outbox;
    private final Clock clock;

    SentMessagesTable(MessageRows rows, Messages messages, Drafts drafts, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.messages = messages;
        this.drafts = drafts;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String table() {
        return "sent_messages";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAccount()) {
            throw new SetRefused("FATAL: account_id must be specified -- make sure you are signed in");
        }
        var message = rows.lock(row.path("id").intValue())
                .filter(it -> it.isBy(caller.id()) || !it.isDraft())
                .orElseThrow(() -> new SetRefused("use the create_message virtual table to create messages"));
        if (!message.isBy(caller.id())) {
            throw new SetRefused("you do not have permission to edit this message");
        }
        try {
            var changed = message.isDraft() ? rewritten(message, row, caller) : message;
            rows.write(Marks.of(changed, row, Box.ofWriter(changed.toIds())));
            if (message.isDraft() && !changed.isDraft()) {
                messages.arrived(caller.id(), changed.toIds());
            } else {
                outbox.add(new SettingsChanged(caller.id()));
            }
        } catch (Unfit unfit) {
            throw new SetRefused(unfit.getMessage());
        }
    }

    private StoredMessage rewritten(StoredMessage stored, ObjectNode row, Caller caller) throws Unfit {
        var before = new Draft(stored.toIds(), stored.subject(), stored.body(), stored.threadId());
        var draft = drafts.changed(before, row, caller);
        boolean isSent = isGiven(row.path("sent"));
        if (isSent) {
            messages.checkThatItCanBeSent(caller, draft);
        }
        return new StoredMessage(
                stored.id(),
                isSent ? clock.instant() : null,
                stored.fromId(),
                draft.toIds(),
                draft.subject(),
                draft.body(),
                draft.threadId(),
                stored.marks());
    }

    private static boolean isGiven(JsonNode time) {
        return !time.isMissingNode() && !time.isNull();
    }
}
