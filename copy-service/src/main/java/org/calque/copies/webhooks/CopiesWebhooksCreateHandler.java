package org.calque.copies.webhooks;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.events.CopyEvent;
import org.calque.copies.events.EventLog;
import org.calque.copies.webhooks.Webhooks.Wish;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopiesWebhooksCreate;
import org.calque.messages.copies.CopiesWebhooksCreate.Shown;

@ApplicationScoped
class CopiesWebhooksCreateHandler implements Handler<CopiesWebhooksCreate> {
    private static final int FIRST = 1;

    private final WebhookDoor door;
    private final Webhooks webhooks;
    private final Endpoints endpoints;
    private final Signatures signatures;
    private final EventLog log;
    private final WebhookSettings settings;

    CopiesWebhooksCreateHandler(
            WebhookDoor door,
            Webhooks webhooks,
            Endpoints endpoints,
            Signatures signatures,
            EventLog log,
            WebhookSettings settings) {
        this.door = door;
        this.webhooks = webhooks;
        this.endpoints = endpoints;
        this.signatures = signatures;
        this.log = log;
        this.settings = settings;
    }

    /// Who calls comes first: only somebody may have names looked up.
    @Override
    public Outcome handle(CopiesWebhooksCreate request, Caller caller) {
        return door.open(caller, account -> {
            var wrong = wrong(request);
            return wrong.isPresent() ? refused(Reason.INVALID, wrong.get()) : create(request, account);
        });
    }

    private Optional<String> wrong(CopiesWebhooksCreate request) {
        var unknown = request.events().stream()
                .filter(it -> !CopyEvent.TYPES.contains(it))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("events may hold " + String.join(", ", CopyEvent.TYPES));
        }
        if (request.projectId() != null && !Uuids.isUuid(request.projectId())) {
            return Optional.of("project_id must be a valid uuid");
        }
        return endpoints.refusal(request.url());
    }

    private Outcome create(CopiesWebhooksCreate request, UUID account) throws SQLException {
        var id = UUID.randomUUID();
        var project = Uuids.parse(request.projectId()).orElse(null);
        List<String> types = request.events().isEmpty() ? null : request.events();
        return webhooks.add(id, new Wish(account, request.url(), types, project), log.number())
                ? done(new Shown(id, signatures.secret(id, FIRST)))
                : refused(Reason.TOO_MANY, "you may have at most " + settings.perAccount() + " webhooks");
    }
}
