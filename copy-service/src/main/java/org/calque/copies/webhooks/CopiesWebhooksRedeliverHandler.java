package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.copies.CopiesWebhooksRedeliver;

@ApplicationScoped
class CopiesWebhooksRedeliverHandler implements Handler<CopiesWebhooksRedeliver> {
    private final WebhookDoor door;
    private final Webhooks webhooks;
    private final Courier courier;

    CopiesWebhooksRedeliverHandler(WebhookDoor door, Webhooks webhooks, Courier courier) {
        this.door = door;
        this.webhooks = webhooks;
        this.courier = courier;
    }

    @Override
    public Outcome handle(CopiesWebhooksRedeliver request, Caller caller) {
        return door.open(request.deliveryId(), "delivery_id", caller, (account, id) -> {
            if (!webhooks.redeliver(account, id)) {
                return refused(Reason.NOT_FOUND, "delivery_id not found, or its webhook is not in use");
            }
            courier.wake();
            return done(new Replies.Ok());
        });
    }
}
