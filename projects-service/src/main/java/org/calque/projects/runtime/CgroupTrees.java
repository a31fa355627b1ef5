package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.calque.projects.runtime.Cgroups.Controller;

/// Where control groups of ours may be made, best place first: below the group this service is in, or at the top.
///
/// @param unified the tree of version 2
/// @param legacy  the trees of version 1, by controller
record CgroupTrees(List<Path> unified, Map<Controller, List<Path>> legacy) {

    static CgroupTrees ofThisMachine() {
        try {
            return of(
                    Files.readAllLines(Path.of("/proc/self/mountinfo")),
                    Files.readAllLines(Path.of("/proc/self/cgroup")));
        } catch (IOException e) {
            return new CgroupTrees(List.of(), Map.of());
        }
    }

    /// @param mounts lines of `/proc/self/mountinfo`
    /// @param groups lines of `/proc/self/cgroup`
    static CgroupTrees of(List<String> mounts, List<String> groups) {
        var own = ownGroups(groups);
        var legacy = new EnumMap<Controller, List<Path>>(Controller.class);
        List<Path> unified = List.of();
        for (var line : mounts) {
            var sides = line.split(" - ", 2);
            var left = sides[0].split(" ");
            var right = sides[1].split(" ");
            if (right[0].equals("cgroup2")) {
                unified = places(left[3], left[4], own.getOrDefault("", "/"));
            } else if (right[0].equals("cgroup")) {
                var options = Arrays.asList(right[2].split(","));
                for (var controller : Controller.values()) {
                    if (options.contains(controller.wireName())) {
                        legacy.put(controller, places(left[3], left[4], own.getOrDefault(controller.wireName(), "/")));
                    }
                }
            }
        }
        return new CgroupTrees(unified, legacy);
    }

    private static Map<String, String> ownGroups(List<String> lines) {
        var own = new HashMap<String, String>();
        for (var line : lines) {
            var parts = line.split(":", 3);
            for (var controller : parts[1].split(",")) {
                own.put(controller, parts[2]);
            }
        }
        return own;
    }

    private static List<Path> places(String root, String mountPoint, String ownGroup) {
        var below = root.equals("/") ? ownGroup : ownGroup.startsWith(root) ? ownGroup.substring(root.length()) : "";
        return Stream.of(Path.of(mountPoint + below), Path.of(mountPoint))
                .map(Path::normalize)
                .distinct()
                .toList();
    }
}
