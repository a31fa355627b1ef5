package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.copies.CopiesWebhooksCreate.Shown;
import org.calque.messages.copies.CopiesWebhooksRotate;

@ApplicationScoped
class CopiesWebhooksRotateHandler implements Handler<CopiesWebhooksRotate> {
    private final WebhookDoor door;
    private final Webhooks webhooks;
    private final Signatures signatures;

    CopiesWebhooksRotateHandler(WebhookDoor door, Webhooks webhooks, Signatures signatures) {
        this.door = door;
        this.webhooks = webhooks;
        this.signatures = signatures;
    }

    @Override
    public Outcome handle(CopiesWebhooksRotate request, Caller caller) {
        return door.open(request.webhookId(), "webhook_id", caller, (account, id) -> {
            var generation = webhooks.rotate(account, id);
            return generation.isPresent()
                    ? done(new Shown(id, signatures.secret(id, generation.getAsInt())))
                    : refused(Reason.NOT_FOUND, WebhookDoor.NOT_FOUND);
        });
    }
}
