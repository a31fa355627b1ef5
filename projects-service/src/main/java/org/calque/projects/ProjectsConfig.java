package org.calque.projects;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Settings of the projects service. Each can be set by environment: `PROJECTS_MAX_TITLE`, `PROJECTS_FILES_MAX_BYTES`,
/// ….
@ConfigMapping(prefix = "projects")
public interface ProjectsConfig {
    /// The folder of all home folders (`CALQUE_PROJECTS_DIR`); a home is `<dir>/<project_id>`.
    Path dir();

    /// Tells the sandboxes of this service from those of another one on the same machine.
    String runtimeName();

    /// The folder for what the service must know after a crash, and for the output of jobs; of this service alone, on a
    /// local disk. Without it: `.calque/<runtime-name>` in the folder of all home folders.
    Optional<Path> stateDir();

    /// How long running projects wait for the service after a crash of it, until they end.
    @WithDefault("PT60S")
    Duration comeback();

    /// Where the service is root, each project has a host user of its own; this is the first of them.
    @WithDefault("200000")
    int firstUid();

    /// The compute image of projects that name none.
    @WithDefault("ubuntu2204")
    String defaultImage();

    /// The longest title, in characters.
    @WithDefault("10000")
    int maxTitle();

    /// The longest description, in characters.
    @WithDefault("100000")
    int maxDescription();

    /// The most that one map of a project, such as `env`, may hold, in bytes of JSON; also the largest picture.
    @WithDefault("1048576")
    int maxColumnBytes();

    /// The most projects that one call lists.
    @WithDefault("10000")
    int maxListed();

    /// A project in steady use is marked as active once in this time.
    @WithDefault("PT10S")
    Duration touchEvery();

    /// The largest reply with the content of files, in bytes of JSON.
    @WithDefault("16777216")
    long maxReplyBytes();

    /// How long a large reply waits for room in memory.
    @WithDefault("PT20S")
    Duration replyPatience();

    Limits limits();

    Exec exec();

    Jobs jobs();

    Files files();

    /// What each project may use.
    interface Limits {
        /// Processor time, in whole processors.
        @WithDefault("1")
        double cores();

        /// Memory of all processes together, in MiB.
        @WithDefault("1000")
        int memoryMib();

        /// Processes and threads at the same time.
        @WithDefault("512")
        int processes();
    }

    interface Exec {
        /// The longest that a command may run.
        @WithDefault("PT1H")
        Duration longest();

        /// Bytes kept of stdout and of stderr of one command.
        @WithDefault("2097152")
        int maxOutputBytes();

        /// Bytes of output kept of all running commands together.
        @WithDefault("16777216")
        int outputBudget();

        /// Commands of one project at the same time.
        @WithDefault("64")
        int perProject();

        /// Commands of all projects at the same time.
        @WithDefault("256")
        int perService();

        /// How long a command waits for its turn before it is refused.
        @WithDefault("PT10S")
        Duration patience();

        /// The largest file that a command may write, in MiB.
        @WithDefault("4096")
        int maxFileMib();

        /// Open files of one process.
        @WithDefault("1024")
        int maxOpenFiles();

        /// Priority of commands, 0 (as the services) to 19 (last).
        @WithDefault("5")
        int nice();

        /// How long commands may go on when the service is asked to stop.
        @WithDefault("PT2S")
        Duration grace();

        /// How long the result of a run with `aggregate` is good for later calls.
        @WithDefault("PT10S")
        Duration aggregateKept();
    }

    /// Commands that nobody waits for.
    interface Jobs {
        /// Jobs of one project that run at the same time.
        @WithDefault("32")
        int runningPerProject();

        /// Jobs of one project that are kept, those that run included; the oldest go first.
        @WithDefault("100")
        int keptPerProject();

        /// How long a job is kept after its end, or after somebody has asked for it.
        @WithDefault("PT1H")
        Duration keptFor();

        /// How often jobs are looked for that are kept no longer.
        @WithDefault("PT1M")
        Duration forgetEvery();

        /// Jobs that can be followed at the same time, by all callers together.
        @WithDefault("256")
        int followers();

        /// How often it is asked whether a caller who follows a job still may.
        @WithDefault("PT1S")
        Duration recheck();

        /// How long the ends of jobs may take to be noted when the service is asked to stop.
        @WithDefault("PT5S")
        Duration shutdownPatience();
    }

    interface Files {
        /// The largest text file that is read, in bytes.
        @WithDefault("10000000")
        long maxBytes();

        /// Files of one call that are read at the same time.
        @WithDefault("20")
        int inParallel();

        /// Files that one call may name.
        @WithDefault("1000")
        int maxPerCall();

        /// Bytes of all files together that one call may answer with.
        @WithDefault("10000000")
        long maxBytesPerCall();

        /// How far into a folder a listing may reach, in entries.
        @WithDefault("20000")
        int maxListed();

        /// Entries on a page of a listing that does not say how many it wants.
        @WithDefault("1000")
        int pageSize();

        /// How long one call may remove the files of a folder before it stops and says so.
        @WithDefault("PT20S")
        Duration longestRemoval();

        /// How long a note that a file was used may wait in memory, to be written together with others.
        @WithDefault("PT1S")
        Duration accessesNotedEvery();

        /// Notes of used files that may wait in memory.
        @WithDefault("10000")
        int accessesWaiting();

        /// How long it is kept when somebody last used a file.
        @WithDefault("PT4320H")
        Duration accessesKept();
    }
}
