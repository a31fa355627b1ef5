package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.copies.CopiesWebhooksList;
import org.calque.messages.copies.CopiesWebhooksList.Listed;

@ApplicationScoped
class CopiesWebhooksListHandler implements Handler<CopiesWebhooksList> {
    private final WebhookDoor door;
    private final Webhooks webhooks;

    CopiesWebhooksListHandler(WebhookDoor door, Webhooks webhooks) {
        this.door = door;
        this.webhooks = webhooks;
    }

    @Override
    public Outcome handle(CopiesWebhooksList request, Caller caller) {
        return door.open(caller, account -> done(new Listed(webhooks.list(account))));
    }
}
