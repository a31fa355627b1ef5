package org.calque.projects.runtime;

/// What a runtime offers on this machine.
///
/// @param kind       `sandbox` or `kubernetes`
/// @param available  whether projects can be started
/// @param problem    why not and what helps; absent when available
/// @param ownUsers   each project has a host user of its own
/// @param memory     how the memory limit is held: `cgroup v2`, `cgroup v1`, `rlimit` (each process by itself)
/// @param processes  how the number of processes is limited: `cgroup v2`, `cgroup v1`, `rlimit`
/// @param cpu        how processor time is limited: `cgroup v2`, `cgroup v1`, `nice`
/// @param killing    how a process tree is ended: `cgroup` or `process search`
/// @param disk       how the space of homes is limited: `measured`
/// @param filter     which processes of a project have their system calls filtered
/// @param network    what a project with the quota is given: `filtered` or `none: ` and why
public record RuntimeStatus(
        String kind,
        boolean available,
        String problem,
        boolean ownUsers,
        String memory,
        String processes,
        String cpu,
        String killing,
        String disk,
        String filter,
        String network,
        int running) {}
