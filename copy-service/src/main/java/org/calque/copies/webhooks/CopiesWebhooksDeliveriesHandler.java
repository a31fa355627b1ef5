package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.copies.CopiesWebhooksDeliveries;
import org.calque.messages.copies.CopiesWebhooksDeliveries.Listed;

@ApplicationScoped
class CopiesWebhooksDeliveriesHandler implements Handler<CopiesWebhooksDeliveries> {
    private final WebhookDoor door;
    private final Webhooks webhooks;

    CopiesWebhooksDeliveriesHandler(WebhookDoor door, Webhooks webhooks) {
        this.door = door;
        this.webhooks = webhooks;
    }

    @Override
    public Outcome handle(CopiesWebhooksDeliveries request, Caller caller) {
        return door.open(
                request.webhookId(),
                "webhook_id",
                caller,
                (account, id) -> webhooks.isThere(account, id)
                        ? done(new Listed(
                                webhooks.deliveries(id, request.limit().intValue())))
                        : refused(Reason.NOT_FOUND, WebhookDoor.NOT_FOUND));
    }
}
