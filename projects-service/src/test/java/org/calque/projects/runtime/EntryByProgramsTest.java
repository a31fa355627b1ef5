package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where the service cannot enter sandboxes directly, programs lead in: under the same filter, with the same answers.
class EntryByProgramsTest {
    @Test
    void programsThatLeadInAreFilteredAndAnswerAsEveryOtherWay() throws Exception {
        assumeTrue(Tools.find("perl").isPresent(), "needs perl");
        var service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + Steps.NEVER + "=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EntryByProgramsTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("""
                every process
                Finished[stdout=Seccomp:\t2
                NoNewPrivs:\t1
                , stderr=, exitCode=0]
                Finished[stdout=, stderr=, exitCode=1]
                Finished[stdout=a b
                , stderr=, exitCode=7]
                NotRunnable[code=ENOENT, syscall=spawn nowhere, path=nowhere]
                Finished[stdout=, stderr=, exitCode=1]
                """, said);
    }

    public static void main(String... none) {
        try (var sandboxes = new Sandboxes()) {
            var project = sandboxes.project();
            sandboxes.runtime.start(project);
            System.out.println(sandboxes.runtime.status().filter());
            System.out.println(
                    sandboxes.bash(project, "grep ^Seccomp: /proc/self/status; grep NoNewPrivs /proc/self/status"));
            System.out.println(sandboxes.bash(project, "perl -e 'exit(syscall(165,0,0,0,0,0)<0 && $!==1)' 2>&1"));
            System.out.println(sandboxes.bash(project, "echo a b; exit 7"));
            System.out.println(sandboxes.exec(project, "nowhere"));
            var misled = Map.of("PERL5OPT", "-Mevil", "PERL5DB", "BEGIN { exit 9 }");
            System.out.println(
                    sandboxes.runtime.exec(project, Sandboxes.script("exit 1").withEnv(misled)));
        }
    }
}
