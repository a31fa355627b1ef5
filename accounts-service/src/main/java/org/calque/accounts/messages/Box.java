package org.calque.accounts.messages;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The place of one person in a message: whose bit is whose.
///
/// @param at   0 for the writer, else 1 more than the place among those whom it is for
/// @param size places in all
record Box(int at, int size) {
    /// What somebody may do with a message.
    enum Mark {
        READ,
        SAVED,
        STARRED,
        LIKED,
        DELETED,
        EXPIRE;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static List<String> columns() {
            return Stream.of(values()).map(Mark::column).toList();
        }
    }

    static Box ofWriter(List<UUID> receivers) {
        return new Box(0, receivers.size() + 1);
    }

    /// @return null for somebody whom the message is not for
    static Box ofReceiver(UUID account, List<UUID> receivers) {
        int at = receivers.indexOf(account);
        return at < 0 ? null : new Box(at + 1, receivers.size() + 1);
    }

    /// Whether the bit of this place is set in a row of them; what is not there is not set.
    boolean isSet(String bits) {
        return bits != null && bits.length() > at && bits.charAt(at) == '1';
    }

    /// A row in which this place has the bit that another row has there, and all others have their own.
    ///
    /// @param stored may be null or too short
    /// @param given  may be too short
    String taken(String stored, String given) {
        var bits = new StringBuilder(stored == null ? "" : stored);
        while (bits.length() < size) {
            bits.append('0');
        }
        bits.setLength(size);
        bits.setCharAt(at, isSet(given) ? '1' : '0');
        return bits.toString();
    }
}
