package org.calque.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An answer in the making, as JSON in bytes. It is kept until it is whole or large, so that an error can take its
/// place for as long as possible; a large one is let out piece by piece as it is made.
final class Answer {
    /// So much is kept before the first piece leaves.
    private static final int KEPT = 256 << 10;

    private static final byte[] NOTHING = {};

    /// Where the pieces of a large answer go.
    interface Outlet {
        /// The first piece is about to leave: from now on there is no other answer than this.
        void begin();

        void send(byte[] bytes, int length);
    }

    private final Outlet outlet;
    private final Limit limit;
    private final Limit limitWhenKept;
    private byte[] bytes = new byte[512];
    private int length;
    private long total;
    private boolean begun;
    private boolean whole;
    private String closing = "";

    /// The longest that an answer may be, and the setting that says so.
    record Limit(long bytes, String setting) {}

    /// @param limit         longest answer
    /// @param limitWhenKept longest answer that has to be kept until it is whole
    Answer(Outlet outlet, Limit limit, Limit limitWhenKept) {
        this.outlet = outlet;
        this.limit = limit;
        this.limitWhenKept = limitWhenKept;
    }

    /// An answer that is kept until somebody takes it.
    static Answer kept(Limit limit) {
        var answer = new Answer(null, limit, limit);
        answer.keepWhole();
        return answer;
    }

    /// Nothing leaves before all of it is there, since what is still to come may be refused.
    void keepWhole() {
        whole = true;
    }

    /// What has begun and is to be ended even when what comes next fails.
    void opens(String text, String closedBy) throws QueryRefused {
        add(text);
        closing = closedBy;
    }

    void closes() throws QueryRefused {
        var end = closing;
        closing = "";
        add(end);
    }

    void add(String text) throws QueryRefused {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    void add(byte[] json) throws QueryRefused {
        add(NOTHING, json);
    }

    /// Both or, beyond the limit, neither.
    void add(byte[] separator, byte[] json) throws QueryRefused {
        total += separator.length + json.length;
        var longest = whole ? limitWhenKept : limit;
        if (total > longest.bytes()) {
            throw QueryRefused.invalid("the answer is longer than " + longest.bytes() + " bytes (setting "
                    + longest.setting() + "); ask for fewer rows or fields");
        }
        append(separator);
        append(json);
        if (length > KEPT && !whole) {
            letOut();
        }
    }

    /// Whether a part of it has left already.
    boolean hasBegun() {
        return begun;
    }

    /// Ends what is open after a failure, without a limit: it is only brackets.
    void cutOff() {
        append(closing.getBytes(StandardCharsets.UTF_8));
        closing = "";
    }

    /// The last piece, or all of it when none has left.
    byte[] rest() {
        return Arrays.copyOf(bytes, length);
    }

    private void append(byte[] json) {
        if (json.length > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + json.length));
        }
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    private void letOut() {
        if (!begun) {
            begun = true;
            outlet.begin();
        }
        outlet.send(bytes, length);
        length = 0;
    }
}
