package org.calque.accounts.audit;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.calque.accounts.admin.AdminsOnly;
import org.calque.accounts.admin.PageSize;
import org.calque.accounts.audit.AuditLog.Choice;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.admin.AdminAudit;

@ApplicationScoped
class AdminAuditHandler implements Handler<AdminAudit> {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final AuditLog log;

    AdminAuditHandler(AuditLog log) {
        this.log = log;
    }

    @Override
    public Outcome handle(AdminAudit request, Caller caller) {
        var refusal = AdminsOnly.refusal(caller, "read the audit log");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return done(new AdminAudit.Entries(log.read(new Choice(
                    time("since", request.since()),
                    time("until", request.until()),
                    account(request.accountId()),
                    event(request.event()),
                    request.after(),
                    request.before(),
                    PageSize.of(request.limit())))));
        } catch (Unfit unfit) {
            return refused(Reason.INVALID, unfit.getMessage());
        }
    }

    private static Instant time(String name, String text) throws Unfit {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var time = text.indexOf('T') < 0
                    ? LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.strip()).toInstant();
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new Unfit(name + " must be a time between 1970 and 9999");
            }
            return time;
        } catch (DateTimeException unreadable) {
            throw new Unfit(name + " must be a time such as 2026-11-21T08:00:00Z, or a day");
        }
    }

    private static UUID account(String id) throws Unfit {
        if (id == null || id.isBlank()) {
            return null;
        }
        return Uuids.parse(id).orElseThrow(() -> new Unfit("account_id must be a valid uuid"));
    }

    private static AuditEvent event(String name) throws Unfit {
        if (name == null || name.isBlank()) {
            return null;
        }
        return AuditEvent.named(name)
                .orElseThrow(() -> new Unfit("event must be one of "
                        + Arrays.stream(AuditEvent.values())
                                .map(AuditEvent::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message);
        }
    }
}
