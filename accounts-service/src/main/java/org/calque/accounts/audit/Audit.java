package org.calque.accounts.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Caller;

/// Who did what to whose account, in a log that nobody changes unseen: see [AuditChain].
///
/// A deed is recorded in the transaction that does it, so that both happen or neither. It gets its place in the log
/// when that transaction is about to be committed: until then nobody else waits.
@ApplicationScoped
public class Audit {
    private final TransactionSynchronizationRegistry transaction;
    private final AuditChain chain;
    private final Clock clock;

    Audit(TransactionSynchronizationRegistry transaction, AuditChain chain, Clock clock) {
        this.transaction = transaction;
        this.chain = chain;
        this.clock = clock;
    }

    /// Records a deed in the running transaction.
    ///
    /// @param target the account that it was done to; null when there is none
    /// @throws IllegalStateException outside a transaction
    public void record(AuditEvent what, Caller by, UUID target) {
        record(what, by, target, Map.of());
    }

    /// Records a deed in the running transaction.
    ///
    /// @param target  the account that it was done to; null when there is none
    /// @param details what else a reader should know: texts, numbers, lists and maps of them, and never a secret
    /// @throws IllegalStateException outside a transaction
    public void record(AuditEvent what, Caller by, UUID target, Map<String, ?> details) {
        add(Deed.by(by, what, target, details, clock));
    }

    /// Records in the running transaction what happens without anybody asking for it.
    ///
    /// @throws IllegalStateException outside a transaction
    public void recordBySystem(AuditEvent what, UUID target, Map<String, ?> details) {
        add(Deed.bySystem(what, target, details, clock));
    }

    /// Records a deed that changes nothing, such as a try that failed, in a transaction of its own.
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void recordAlone(AuditEvent what, Caller by, UUID target, Map<String, ?> details) {
        record(what, by, target, details);
    }

    private void add(Deed deed) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a deed is recorded inside the transaction that does it");
        }
        if (transaction.getResource(Pending.class) instanceof Pending(List<Deed> deeds)) {
            deeds.add(deed);
            return;
        }
        chain.expect();
        var deeds = new ArrayList<>(List.of(deed));
        transaction.putResource(Pending.class, new Pending(deeds));
        transaction.registerInterposedSynchronization(new ChainBeforeCommit(deeds));
    }

    private record Pending(List<Deed> deeds) {}

    private final class ChainBeforeCommit implements Synchronization {
        private final List<Deed> deeds;

        ChainBeforeCommit(List<Deed> deeds) {
            this.deeds = deeds;
        }

        @Override
        public void beforeCompletion() {
            chain.append(deeds);
        }

        @Override
        public void afterCompletion(int status) {
            // What was rolled back leaves nothing: its place is taken by the next.
        }
    }
}
