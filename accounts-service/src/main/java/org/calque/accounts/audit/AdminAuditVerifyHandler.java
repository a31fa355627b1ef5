package org.calque.accounts.audit;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.calque.accounts.admin.AdminsOnly;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.admin.AdminAuditVerify;

@ApplicationScoped
class AdminAuditVerifyHandler implements Handler<AdminAuditVerify> {
    private final AuditVerifier verifier;
    private final Semaphore oneAtATime = new Semaphore(1);

    AdminAuditVerifyHandler(AuditVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Outcome handle(AdminAuditVerify request, Caller caller) {
        var refusal = AdminsOnly.refusal(caller, "verify the audit log");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var head = request.head() == null ? "" : request.head().strip();
        if (!head.matches("|[0-9a-fA-F]{64}")) {
            return refused(Reason.INVALID, "head must be the 64 hexadecimal digits that a verification answered");
        }
        if (!oneAtATime.tryAcquire()) {
            return refused(Reason.TOO_MANY, "the audit log is just being verified; try again soon");
        }
        try {
            return done(verifier.verify(head.isEmpty() ? null : HexFormat.of().parseHex(head)));
        } finally {
            oneAtATime.release();
        }
    }
}
