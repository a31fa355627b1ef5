package org.calque.projects.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Work on one thing that is done together: while somebody is at it, whoever comes waits, and the next whose turn it is
/// does all that has come meanwhile in one go. Who comes alone waits for nobody.
///
/// @param <K> what is worked on
/// @param <W> one piece of work
/// @param <R> how it ended
final class Together<K, W, R> {
    private final int most;
    private final Map<K, Place<W, R>> places = new ConcurrentHashMap<>();

    /// Where those meet who work on the same thing.
    private static final class Place<W, R> {
        private final ReentrantLock turn = new ReentrantLock();
        private final Queue<Piece<W, R>> waiting = new ConcurrentLinkedQueue<>();
        private int visitors;
    }

    /// Its ending is written and read by whoever has the turn.
    private static final class Piece<W, R> {
        private final W work;
        private boolean isDone;
        private R ending;
        private RuntimeException failure;

        private Piece(W work) {
            this.work = work;
        }
    }

    /// @param most pieces that are done in one go
    Together(int most) {
        this.most = most;
    }

    /// Answers once the piece of work is done, by this thread or another.
    ///
    /// @param all does pieces in their order, and says in that order how they ended
    R join(K key, W work, Function<List<W>, List<R>> all) {
        var mine = new Piece<W, R>(work);
        var place = enter(key);
        place.waiting.add(mine);
        place.turn.lock();
        try {
            while (!mine.isDone) {
                doAll(next(place), all);
            }
        } finally {
            place.turn.unlock();
            leave(key);
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.ending;
    }

    private Place<W, R> enter(K key) {
        return places.compute(key, (same, found) -> {
            Place<W, R> place = found == null ? new Place<>() : found;
            place.visitors++;
            return place;
        });
    }

    private void leave(K key) {
        places.computeIfPresent(key, (same, place) -> --place.visitors == 0 ? null : place);
    }

    private List<Piece<W, R>> next(Place<W, R> place) {
        var pieces = new ArrayList<Piece<W, R>>();
        while (pieces.size() < most && !place.waiting.isEmpty()) {
            pieces.add(place.waiting.remove());
        }
        return pieces;
    }

    private static <W, R> void doAll(List<Piece<W, R>> pieces, Function<List<W>, List<R>> all) {
        try {
            var endings = all.apply(pieces.stream().map(it -> it.work).toList());
            for (int i = 0; i < pieces.size(); i++) {
                pieces.get(i).ending = endings.get(i);
            }
        } catch (RuntimeException failure) {
            pieces.forEach(it -> it.failure = failure);
        } catch (Error error) {
            pieces.forEach(it -> it.failure = new IllegalStateException("the work was broken off", error));
            throw error;
        } finally {
            pieces.forEach(it -> it.isDone = true);
        }
    }

    /// Pieces that wait for their turn.
    int waiting(K key) {
        var place = places.get(key);
        return place == null ? 0 : place.waiting.size();
    }

    /// Whether nobody is there, so that nothing is kept.
    boolean isEmpty() {
        return places.isEmpty();
    }
}
