package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.calque.projects.runtime.Cgroups.Controller;
import org.junit.jupiter.api.Test;

class CgroupTreesTest {
    @Test
    void aMachineWithVersion2Only() {
        var trees = CgroupTrees.of(
                List.of("30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"),
                List.of("0::/user.slice/user-1000.slice/calque.scope"));
        assertEquals(
                List.of(Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/calque.scope"), Path.of("/sys/fs/cgroup")),
                trees.unified());
        assertEquals(Map.of(), trees.legacy());
    }

    @Test
    void aMachineWithBothVersions() {
        var trees = CgroupTrees.of(
                List.of(
                        "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw",
                        "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
                        "36 31 0:33 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                        "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw"),
                List.of("4:memory:/box", "1:cpu,cpuacct:/", "0::/"));
        assertEquals(List.of(Path.of("/sys/fs/cgroup/unified")), trees.unified());
        assertEquals(
                List.of(Path.of("/sys/fs/cgroup/cpu,cpuacct")), trees.legacy().get(Controller.CPU));
        assertEquals(
                List.of(Path.of("/sys/fs/cgroup/memory/box"), Path.of("/sys/fs/cgroup/memory")),
                trees.legacy().get(Controller.MEMORY));
        assertNull(trees.legacy().get(Controller.PIDS));
    }

    @Test
    void aContainerThatSeesOnlyItsOwnPart() {
        var trees = CgroupTrees.of(
                List.of("30 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup cgroup rw,memory"),
                List.of("1:memory:/docker/abc/inner"));
        assertEquals(
                List.of(Path.of("/sys/fs/cgroup/inner"), Path.of("/sys/fs/cgroup")),
                trees.legacy().get(Controller.MEMORY));
    }

    @Test
    void aMachineWithoutControlGroups() {
        assertEquals(new CgroupTrees(List.of(), Map.of()), CgroupTrees.of(List.of(), List.of()));
    }
}
