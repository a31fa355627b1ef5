package org.calque.accounts.messages;

import java.util.List;
import java.util.UUID;

/// What somebody has written; everything in it has been checked.
///
/// @param threadId null for the first message of a conversation
record Draft(List<UUID> toIds, String subject, String body, Integer threadId) {
    @Override
    public String toString() {
        return "draft of a message";
    }
}
