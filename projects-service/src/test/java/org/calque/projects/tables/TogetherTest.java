package org.calque.projects.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final int MOST = 4;

    private final Together<String, Integer, String> together = new Together<>(MOST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> done = new ArrayList<>();

    @AfterEach
    void nothingIsKept() {
        threads.close();
        assertTrue(together.isEmpty());
    }

    @Test
    void whoComesAloneWorksAlone() {
        assertEquals("1", together.join("row", 1, this::write));
        assertEquals(List.of(List.of(1)), done);
    }

    @Test
    void whoWaitsIsDoneInOneGoInItsOrderAndNotTooManyAtOnce() throws Exception {
        var answers = whileOneIsAtWork(6, this::write);
        for (int i = 1; i <= 6; i++) {
            assertEquals(String.valueOf(i), answers.get(i - 1).get());
        }
        assertEquals(List.of(List.of(1, 2, 3, 4), List.of(5, 6)), done);
    }

    @Test
    void whatFailsFailsForAllThatWereDoneWithIt() throws Exception {
        var answers = whileOneIsAtWork(2, _ -> {
            throw new IllegalStateException("no database");
        });
        for (var answer : answers) {
            var failure = assertThrows(ExecutionException.class, answer::get);
            assertInstanceOf(IllegalStateException.class, failure.getCause());
        }
        assertEquals("3", together.join("row", 3, this::write));
    }

    @Test
    void whoWorksOnSomethingElseDoesNotWait() throws Exception {
        var goOn = new CountDownLatch(1);
        var first = threads.submit(() -> together.join("row", 0, work -> afterwards(goOn, work)));
        assertEquals("1", together.join("other row", 1, this::write));
        goOn.countDown();
        first.get();
    }

    /// So many pieces, 1 and on, come one after the other while piece 0 is under way.
    private List<Future<String>> whileOneIsAtWork(int pieces, Function<List<Integer>, List<String>> all)
            throws Exception {
        var goOn = new CountDownLatch(1);
        var atWork = new CountDownLatch(1);
        var first = threads.submit(() -> together.join("row", 0, work -> {
            atWork.countDown();
            return afterwards(goOn, work);
        }));
        atWork.await();
        var answers = new ArrayList<Future<String>>();
        for (int i = 1; i <= pieces; i++) {
            int piece = i;
            answers.add(threads.submit(() -> together.join("row", piece, all)));
            while (together.waiting("row") < piece) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        first.get();
        return answers;
    }

    private List<String> afterwards(CountDownLatch signal, List<Integer> work) {
        try {
            signal.await();
            return work.stream().map(String::valueOf).toList();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private List<String> write(List<Integer> work) {
        done.add(work);
        return work.stream().map(String::valueOf).toList();
    }
}
