package org.calque.local.stories.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.calque.local.RunningSystem;
import org.calque.local.SecondCopies;

/// Kills parts of the system and stops them for longer than a lease: in a long run by lot every five seconds, in a
/// short one each that matters most once.
final class Trouble implements AutoCloseable {
    private static final int LONGER_THAN_A_LEASE = 14;
    private static final int PAUSE = 5;
    private static final List<String> SHORT = List.of("freeze copy-2", "kill copy", "kill postgres");
    private static final List<String> ALL = List.of(
            "kill copy", "kill copy-2", "kill postgres", "kill kafka", "kill gateway", "freeze copy", "freeze copy-2");

    private final RunningSystem system;
    private final SecondCopies second;
    private final Ledger ledger;
    private final boolean isLong;
    private final BlockingQueue<Boolean> enough = new LinkedBlockingQueue<>();
    private final List<Thread> thaws = new ArrayList<>();

    Trouble(RunningSystem system, SecondCopies second, Ledger ledger, boolean isLong) {
        this.system = system;
        this.second = second;
        this.ledger = ledger;
        this.isLong = isLong;
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    /// Makes trouble until this holds, in a short run at most once of each kind.
    void until(Condition condition) throws Exception {
        for (int i = 0; isLong ? !condition.holds() : i < SHORT.size(); i++) {
            make(isLong ? ALL.get(ledger.random.nextInt(ALL.size())) : SHORT.get(i));
            enough.poll(isLong ? PAUSE : 2, TimeUnit.SECONDS);
        }
    }

    private void make(String trouble) throws Exception {
        ledger.trouble(trouble);
        var words = trouble.split(" ");
        var process = words[1].equals("copy-2")
                ? second.process()
                : system.processes().get(words[1]);
        if (words[0].equals("freeze")) {
            signal("STOP", process);
            thaws.add(Thread.ofVirtual().start(() -> thawLater(process)));
        } else if (words[1].equals("copy-2")) {
            process.destroyForcibly();
            process.onExit().join();
            thaws.add(Thread.ofVirtual().start(this::startSecond));
        } else {
            system.kill(words[1]);
        }
    }

    private void startSecond() {
        try {
            second.start();
        } catch (IOException | InterruptedException failure) {
            ledger.trouble("copy-2 does not come back: " + failure.getMessage());
        }
    }

    private void thawLater(ProcessHandle process) {
        try {
            TimeUnit.SECONDS.sleep(LONGER_THAN_A_LEASE);
            signal("CONT", process);
        } catch (IOException | InterruptedException failure) {
            ledger.trouble("a process is not thawed: " + failure.getMessage());
        }
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
    }

    /// Returns when all that was stopped goes on.
    @Override
    public void close() throws InterruptedException {
        for (var thaw : thaws) {
            thaw.join();
        }
    }
}
