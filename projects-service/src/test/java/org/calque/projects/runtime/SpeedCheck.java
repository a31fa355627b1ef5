package org.calque.projects.runtime;

import java.util.Arrays;
import java.util.concurrent.Executors;

/// Prints what a start and a command cost on this machine; run it by hand.
final class SpeedCheck {
    private SpeedCheck() {}

    public static void main(String[] arguments) throws Exception {
        try (var sandboxes = new Sandboxes()) {
            System.out.println(sandboxes.runtime.status());
            var starts = new double[10];
            for (var i = 0; i < starts.length; i++) {
                var begin = System.nanoTime();
                sandboxes.runtime.start(sandboxes.project());
                starts[i] = millis(begin);
            }
            print("start", starts);
            var project = sandboxes.project();
            System.out.println(sandboxes.exec(project, "id"));
            var direct = new double[400];
            for (var i = 0; i < direct.length; i++) {
                var begin = System.nanoTime();
                sandboxes.exec(project, "true");
                direct[i] = millis(begin);
            }
            print("true", Arrays.copyOfRange(direct, 100, direct.length));
            var bash = new double[300];
            for (var i = 0; i < bash.length; i++) {
                var begin = System.nanoTime();
                sandboxes.bash(project, "echo $HOME");
                bash[i] = millis(begin);
            }
            print("bash", Arrays.copyOfRange(bash, 100, bash.length));
            var begin = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 16; i++) {
                    threads.submit(() -> {
                        for (var j = 0; j < 100; j++) {
                            sandboxes.exec(project, "true");
                        }
                    });
                }
            }
            System.out.printf("16 at once: %.0f/s%n", 1600 / (millis(begin) / 1000));
            begin = System.nanoTime();
            sandboxes.runtime.stop(project.projectId());
            System.out.printf("stop %.1f ms%n", millis(begin));
        }
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void print(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf(
                "%s: p50 %.2f p95 %.2f max %.2f ms%n",
                what, times[times.length / 2], times[times.length * 95 / 100], times[times.length - 1]);
    }
}
