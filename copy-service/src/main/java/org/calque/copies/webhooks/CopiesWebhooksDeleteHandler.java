package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopiesWebhooksDelete;

@ApplicationScoped
class CopiesWebhooksDeleteHandler implements Handler<CopiesWebhooksDelete> {
    private final WebhookDoor door;
    private final Webhooks webhooks;

    CopiesWebhooksDeleteHandler(WebhookDoor door, Webhooks webhooks) {
        this.door = door;
        this.webhooks = webhooks;
    }

    @Override
    public Outcome handle(CopiesWebhooksDelete request, Caller caller) {
        return door.open(
                request.webhookId(),
                "webhook_id",
                caller,
                (account, id) -> webhooks.delete(account, id)
                        ? done(new Replies.Ok())
                        : refused(Reason.NOT_FOUND, WebhookDoor.NOT_FOUND));
    }
}
