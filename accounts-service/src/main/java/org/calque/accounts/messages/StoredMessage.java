package org.calque.accounts.messages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.messages.Box.Mark;

/// A message as it is kept.
///
/// @param sent     null for a draft
/// @param threadId the message that the conversation began with; null for that one
/// @param marks    rows of bits, see [Box]; without those that nobody has set
record StoredMessage(
        int id,
        Instant sent,
        UUID fromId,
        List<UUID> toIds,
        String subject,
        String body,
        Integer threadId,
        Map<Mark, String> marks) {

    boolean isDraft() {
        return sent == null;
    }

    boolean isBy(UUID account) {
        return fromId.equals(account);
    }

    /// Whether somebody has got it.
    boolean isFor(UUID account) {
        return !isDraft() && toIds.contains(account);
    }

    /// Whether somebody has it among those to be read.
    static boolean isUnread(Box box, Map<Mark, String> marks) {
        return List.of(Mark.READ, Mark.SAVED, Mark.DELETED, Mark.EXPIRE).stream()
                .noneMatch(it -> box.isSet(marks.get(it)));
    }

    @Override
    public String toString() {
        return "message " + id;
    }
}
