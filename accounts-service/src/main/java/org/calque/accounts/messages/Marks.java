package org.calque.accounts.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import org.calque.accounts.messages.Box.Mark;

/// The rows of bits that a set gives.
final class Marks {
    private Marks() {}

    /// The message with the bits of one place taken from a set; what the set does not name stays.
    static StoredMessage of(StoredMessage message, ObjectNode row, Box box) {
        var marks = new EnumMap<Mark, String>(Mark.class);
        marks.putAll(message.marks());
        for (Mark mark : Mark.values()) {
            var given = row.path(mark.column()).textValue();
            if (given != null) {
                marks.put(mark, box.taken(marks.get(mark), given));
            }
        }
        return new StoredMessage(
                message.id(),
                message.sent(),
                message.fromId(),
                message.toIds(),
                message.subject(),
                message.body(),
                message.threadId(),
                marks);
    }
}
