package org.calque.accounts.messages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.messages.Messages.Unfit;
import org.calque.kit.RowMaker;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Rate;

/// Messages that are made through the query language: with a time when they are sent, now, and without it as drafts.
@ApplicationScoped
class CreateMessageTable implements RowMaker {
    private final CallRates rates;
    private final Drafts drafts;
    private final Messages messages;
    private final MessageRows rows;

    CreateMessageTable(CallRates rates, Drafts drafts, Messages messages, MessageRows rows) {
        this.rates = rates;
        this.drafts = drafts;
        this.messages = messages;
        this.rows = rows;
    }

    @Override
    public String table() {
        return "create_message";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public ObjectNode make(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAccount()) {
            throw new SetRefused("FATAL: account_id must be specified -- make sure you are signed in");
        }
        var oneTooMany = rates.refusal("user_query-create_message", Rate.USUAL, caller);
        if (oneTooMany.isPresent()) {
            throw new SetRefused(oneTooMany.get());
        }
        try {
            var draft = drafts.changed(Drafts.EMPTY, row, caller);
            int id = row.hasNonNull("sent") ? messages.send(caller, draft) : messages.keep(caller.id(), draft);
            return told(rows.find(id).orElseThrow());
        } catch (Unfit unfit) {
            throw new SetRefused(unfit.getMessage());
        }
    }

    private static ObjectNode told(StoredMessage message) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("id", message.id());
        row.set("to_ids", Json.MAPPER.valueToTree(message.toIds()));
        row.put("subject", message.subject());
        row.put("body", message.body());
        row.put("sent", message.isDraft() ? null : Json.TIME.format(message.sent()));
        row.put("thread_id", message.threadId());
        return row;
    }
}
