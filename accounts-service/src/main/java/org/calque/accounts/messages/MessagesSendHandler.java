package org.calque.accounts.messages;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.messages.Messages.Unfit;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.MessagesSend;

@ApplicationScoped
class MessagesSendHandler implements Handler<MessagesSend> {
    private final Receivers receivers;
    private final Messages messages;

    MessagesSendHandler(Receivers receivers, Messages messages) {
        this.receivers = receivers;
        this.messages = messages;
    }

    @Override
    public Outcome handle(MessagesSend request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (request.subject() == null || request.body() == null) {
            return refused(Reason.INVALID, (request.subject() == null ? "subject" : "body") + " must be specified");
        }
        try {
            var thread = request.replyId() == null ? null : messages.threadOf(request.replyId(), caller.id());
            return done(new MessagesSend.Sent(
                    messages.send(caller, to(request, caller), request.subject(), request.body(), thread)));
        } catch (Unfit unfit) {
            return refused(Reason.INVALID, unfit.getMessage());
        }
    }

    private List<UUID> to(MessagesSend request, Caller caller) throws Unfit {
        return request.toIds() == null ? List.of(caller.id()) : receivers.find(request.toIds());
    }
}
