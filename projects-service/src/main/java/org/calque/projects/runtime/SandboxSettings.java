package org.calque.projects.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Limits of the sandbox runtime that hold for the whole service.
///
/// @param name             tells the cgroups of this service from those of another on the same machine
/// @param state            the folder for what must be known after a crash, of this service alone
/// @param comeback         how long sandboxes wait for a new service after a crash
/// @param longestRun       the end of every command without a time-out of its own, and of every longer one
/// @param maxOutputBytes   bytes kept of stdout and of stderr of one command
/// @param outputBudget     bytes of output kept of all running commands together
/// @param perProject       commands of one project at the same time
/// @param perService       commands of all projects at the same time
/// @param queueFor         how long a command waits for a free place before it is refused
/// @param maxFileBytes     the largest file that a command may write
/// @param maxOpenFiles     open files of one process
/// @param nice             priority of project commands, 0 (equal to the services) to 19 (last)
/// @param allowedNetworks  networks that projects with a way out may reach although they are not public
public record SandboxSettings(
        String name,
        Path state,
        Duration comeback,
        Duration longestRun,
        int maxOutputBytes,
        int outputBudget,
        int perProject,
        int perService,
        Duration queueFor,
        long maxFileBytes,
        int maxOpenFiles,
        int nice,
        List<String> allowedNetworks) {

    public SandboxSettings withState(Path folder, Duration comesBackWithin) {
        return new SandboxSettings(
                name,
                folder,
                comesBackWithin,
                longestRun,
                maxOutputBytes,
                outputBudget,
                perProject,
                perService,
                queueFor,
                maxFileBytes,
                maxOpenFiles,
                nice,
                allowedNetworks);
    }

    public SandboxSettings withAllowedNetworks(String... networks) {
        return new SandboxSettings(
                name,
                state,
                comeback,
                longestRun,
                maxOutputBytes,
                outputBudget,
                perProject,
                perService,
                queueFor,
                maxFileBytes,
                maxOpenFiles,
                nice,
                List.of(networks));
    }

    /// Settings that work on a laptop.
    public static SandboxSettings named(String name) {
        return new SandboxSettings(
                name,
                Path.of(System.getProperty("java.io.tmpdir"), "calque-state-" + name),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                8 << 20,
                24 << 20,
                64,
                256,
                Duration.ofSeconds(10),
                4L << 30,
                1024,
                5,
                List.of());
    }
}
