package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.calque.kit.posix.Errno;

/// How programs get into a sandbox: directly where the service can make such processes, else by programs that lead in.
///
/// @param init a handle of process 1 of the sandbox
record Entrance(
        Workspace workspace,
        Machine machine,
        ProjectGroups groups,
        Passage passage,
        DiskWatch.Disk disk,
        int init,
        Namespaces namespaces) {
    private static final int O_RDONLY = 0;

    /// How a program is brought in.
    ///
    /// @param group    the control group that it runs in, or null
    /// @param born     whether the process may be born in its group, which is quicker than to move there
    /// @param underWay what makes the process, while it is on its way
    record Way(Path group, boolean born, AtomicReference<Steps> underWay) {}

    /// Starts a program whose input is empty.
    ///
    /// @throws Steps.Failed when the program cannot be run
    /// @throws SandboxGone  when the sandbox has ended
    Child enter(Program program, Way way, Child.Sink stdout, Child.Sink stderr) throws IOException {
        return Steps.areThere()
                ? enterDirectly(program, way, stdout, stderr)
                : enterByPrograms(program, way.group, stdout, stderr);
    }

    /// Starts a program with these descriptors, and from 10 on `more`.
    ///
    /// @return its number outside
    int start(Program program, Way way, int stdout, int stderr, int... more) throws IOException {
        return Steps.areThere()
                ? startDirectly(program, way, stdout, stderr, more)
                : startByPrograms(program, way.group, stdout, stderr, more);
    }

    private Child enterDirectly(Program program, Way way, Child.Sink stdout, Child.Sink stderr) throws IOException {
        var child = Child.start(
                machine.reactor(),
                machine.background(),
                stdout,
                stderr,
                (out, err) -> startDirectly(program, way, out, err));
        machine.reactor().run(child::watch);
        return child;
    }

    private int startDirectly(Program program, Way way, int stdout, int stderr, int... more) throws IOException {
        var groupHandle = way.group == null || !way.born ? -1 : Kernel.open(way.group.toString(), O_RDONLY);
        try (var steps = new Steps()) {
            way.underWay.set(steps);
            new DirectEntry(steps)
                    .plan(
                            new DirectEntry.Door(
                                    init, namespaces.outerUser(), groups.taskFiles(way.born ? null : way.group)),
                            disk.isOver() ? passage.limits().withoutFiles() : passage.limits(),
                            program,
                            stdout,
                            stderr,
                            more);
            return machine.launchers().start(steps, groupHandle);
        } catch (Steps.Failed e) {
            if (e.step().equals(DirectEntry.ENTER) || (e.isAboutFork() && e.errno() == Errno.ENOMEM)) {
                throw new SandboxGone();
            }
            throw e;
        } finally {
            if (groupHandle >= 0) {
                Kernel.close(groupHandle);
            }
        }
    }

    private Child enterByPrograms(Program program, Path group, Child.Sink stdout, Child.Sink stderr)
            throws IOException {
        var line = passage.inside(groups.joinFiles(group), workspace.uid(), program);
        return machine.reactor()
                .ask(() -> Child.start(
                        machine.reactor(),
                        machine.background(),
                        line,
                        program.usual(),
                        namespaces.cgroup(),
                        stdout,
                        stderr,
                        namespaces.behindStderr()));
    }

    private int startByPrograms(Program program, Path group, int stdout, int stderr, int... more) throws IOException {
        var line = passage.inside(groups.joinFiles(group), workspace.uid(), program);
        var handles = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(namespaces.cgroup(), stdout, stderr),
                                IntStream.of(namespaces.behindStderr())),
                        IntStream.of(more))
                .toArray();
        return machine.reactor().ask(() -> Kernel.spawn(line, program.usual(), handles));
    }
}
