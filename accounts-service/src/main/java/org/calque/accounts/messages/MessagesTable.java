package org.calque.accounts.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.calque.kit.Outbox;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.facts.SettingsChanged;

/// What somebody does with the messages that he has received. Of every row of bits only his own bit is taken.
@ApplicationScoped
class MessagesTable implements TableWriter {
    private final MessageRows rows;
    private final Outbox outbox;

    MessagesTable(MessageRows rows, Outbox outbox) {
        this.rows = rows;
        this.outbox = outbox;
    }

    @Override
    public String table() {
        return "messages";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAccount()) {
            throw new SetRefused("FATAL: account_id must be specified -- make sure you are signed in");
        }
        var message = rows.lock(row.path("id").intValue())
                .filter(it -> !it.isDraft())
                .orElseThrow(() -> new SetRefused("use the sent_messages table to create a new message"));
        if (!message.isFor(caller.id())) {
            throw new SetRefused("you do not have permission to edit this message");
        }
        var box = Box.ofReceiver(caller.id(), message.toIds());
        var marked = Marks.of(message, row, box);
        rows.write(marked);
        count(caller, StoredMessage.isUnread(box, message.marks()), StoredMessage.isUnread(box, marked.marks()));
        outbox.add(new SettingsChanged(caller.id()));
    }

    private void count(Caller caller, boolean wasUnread, boolean isUnread) {
        if (wasUnread != isUnread) {
            rows.countUnread(List.of(caller.id()), isUnread ? 1 : -1);
        }
    }
}
