package org.calque.accounts.audit;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.calque.messages.admin.AdminAuditVerify.Verified;

/// Follows the chain from its first entry, one at a time, until something is wrong.
final class AuditVerification {
    private final byte[] expectedHead;
    private long entries;
    private byte[] head = AuditEntry.BEFORE_THE_FIRST;
    private boolean sawExpectedHead;
    private Long firstBroken;
    private String problem;

    /// @param expectedHead what the chain must contain; null for anything
    AuditVerification(byte[] expectedHead) {
        this.expectedHead = expectedHead;
        noteHead();
    }

    /// Takes the next entry in the order of the numbers.
    ///
    /// @return whether it is worth going on
    boolean next(StoredEntry stored) {
        var entry = stored.entry();
        if (entry.seq() != entries + 1) {
            return broken("entry " + (entries + 1) + " is missing");
        }
        if (!MessageDigest.isEqual(entry.previous(), head)) {
            return broken("entry " + entry.seq() + " does not follow the one before");
        }
        if (!MessageDigest.isEqual(entry.hash(), stored.hash())) {
            return broken("entry " + entry.seq() + " has been changed");
        }
        entries = entry.seq();
        head = stored.hash();
        noteHead();
        return true;
    }

    Verified result() {
        if (problem == null && !sawExpectedHead) {
            broken("the head that was handed in is not in the log: entries were taken from its end, or all of it was"
                    + " written anew");
        }
        return new Verified(problem == null, entries, HexFormat.of().formatHex(head), firstBroken, problem);
    }

    private boolean broken(String what) {
        firstBroken = entries + 1;
        problem = what;
        return false;
    }

    private void noteHead() {
        sawExpectedHead |= expectedHead == null || MessageDigest.isEqual(expectedHead, head);
    }
}
