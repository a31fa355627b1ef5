package org.calque.messages.admin;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Computes the chain of the audit log anew, from the first entry to the last. For administrators only.
///
/// Whoever can write to the database can also write a whole new chain. Only a head that was kept elsewhere tells.
///
/// Source: API v2, `admin/audit-verify`.
///
/// @param head the head that an earlier verification answered; the chain must still contain it
public record AdminAuditVerify(String head) implements Request {
    /// What was found.
    ///
    /// @param valid       whether the chain is whole
    /// @param entries     how many entries are whole, counted from the first
    /// @param head        hash of the last of these, 64 hexadecimal digits; zeros for an empty log
    /// @param firstBroken number of the first entry that is changed, missing or out of place
    /// @param problem     what is wrong, in words
    public record Verified(boolean valid, long entries, String head, Long firstBroken, String problem)
            implements Reply {}
}
