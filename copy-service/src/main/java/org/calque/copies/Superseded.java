package org.calque.copies;

/// A claim came to its target after a later one.
final class Superseded extends Exception {
    private static final long serialVersionUID = 1L;

    private final long turn;

    /// @param turn of the later claim
    Superseded(long turn) {
        super("a claim of turn " + turn + " was there before", null, false, false);
        this.turn = turn;
    }

    long turn() {
        return turn;
    }
}
