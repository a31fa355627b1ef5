package org.calque.accounts.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.messages.Messages.Unfit;
import org.calque.messages.Caller;

/// Reads what the query language gives of a message.
@ApplicationScoped
class Drafts {
    static final Draft EMPTY = new Draft(List.of(), "", "", null);

    private final Receivers receivers;
    private final Messages messages;

    Drafts(Receivers receivers, Messages messages) {
        this.receivers = receivers;
        this.messages = messages;
    }

    /// A draft with what a row gives; what it does not name stays.
    Draft changed(Draft before, ObjectNode row, Caller caller) throws Unfit {
        var subject = row.path("subject").asText(before.subject());
        var body = row.path("body").asText(before.body());
        messages.checkTexts(subject, body);
        return new Draft(
                row.hasNonNull("to_ids") ? receivers(row) : before.toIds(),
                subject,
                body,
                row.hasNonNull("thread_id") ? thread(row.get("thread_id").asDouble(), caller) : before.threadId());
    }

    private List<UUID> receivers(ObjectNode row) throws Unfit {
        var named = new ArrayList<String>();
        row.get("to_ids").forEach(it -> named.add(it.asText()));
        return receivers.find(named);
    }

    /// A conversation is gone on with by those who are in it.
    private Integer thread(double id, Caller caller) throws Unfit {
        var thread = id == Math.rint(id) ? messages.threadOf((long) id, caller.id()) : null;
        if (thread == null) {
            throw new Unfit("thread_id must be the id of a message that you have sent or received");
        }
        return thread;
    }
}
