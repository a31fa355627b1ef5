package org.calque.projects;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /// How long running projects wait for the service after a crash of it, until they end. No longer than half of
    /// `life.lease`, so that they have ended when another replica may start them.
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

    /// Where other replicas of the service reach this one, such as the address of its pod.
    @WithDefault("127.0.0.1")
    String host();

    Limits limits();

    Quota quota();

    Life life();

    Exec exec();

    Jobs jobs();

    Files files();

    Urls urls();

    Network network();

    People people();

    PublicPaths publicPaths();

    /// What each project may use by itself. Administrators may set other amounts for a project, and its people may add
    /// to them.
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

    /// More of what each project may use by itself, and the most that it may be given.
    interface Quota {
        /// A project that nobody uses is stopped after this time.
        @WithDefault("PT30M")
        Duration mintime();

        /// The space of a home, in MB.
        @WithDefault("3000")
        int diskMib();

        /// Whether projects reach the network.
        @WithDefault("false")
        boolean network();

        /// The most processors of one project.
        @WithDefault("64")
        double maxCores();

        /// The most memory of one project, in MB.
        @WithDefault("262144")
        int maxMemoryMib();

        /// The most space of one home, in MB.
        @WithDefault("10485760")
        int maxDiskMib();

        /// The longest that an unused project may go on.
        @WithDefault("P90D")
        Duration maxMintime();
    }

    /// When projects start and stop by themselves, and which replica runs them.
    interface Life {
        /// How long a replica may hold its projects without a word from the database. It stops them by itself after
        /// three
        /// quarters of this time; when all of it has passed, others take them over.
        @WithDefault("PT2M")
        Duration lease();

        /// How often this replica looks for projects to stop, to start, or to set right.
        @WithDefault("PT5S")
        Duration lookEvery();

        /// How long a call waits for another that starts or stops the same project.
        @WithDefault("PT45S")
        Duration patience();

        /// A project that is always to run and cannot be started is tried again after this time; doubled each time.
        @WithDefault("PT5S")
        Duration firstPause();

        /// The longest of these pauses.
        @WithDefault("PT10M")
        Duration longestPause();
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

        /// Bytes of each stream of an ended job that all replicas have; more than that only the one that ran it.
        @WithDefault("262144")
        int sharedOutputBytes();

        /// How often jobs are looked for that are kept no longer, or that ran on a machine that is lost.
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

    /// Files that are fetched from the web.
    interface Urls {
        /// The largest of them, in bytes.
        @WithDefault("104857600")
        long maxBytes();

        /// How often a server may say that a file is somewhere else.
        @WithDefault("5")
        int maxRedirects();

        /// How long one may take, from the first look-up to the last byte.
        @WithDefault("PT100S")
        Duration longest();

        /// Networks that files may be fetched from although they are not public, such as `10.1.2.0/24`.
        Optional<List<String>> allowedNetworks();
    }

    /// The way out of projects whose quota has `network`.
    interface Network {
        /// Networks that they may reach although they are not public, such as `10.1.2.0/24`; also single addresses,
        /// those of this machine included.
        Optional<List<String>> allowedNetworks();
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

        /// The largest file that is taken in, by one upload or in pieces, in bytes.
        @WithDefault("10737418240")
        long maxUploadBytes();

        /// Uploads in pieces of one project that may be unfinished at the same time.
        @WithDefault("64")
        int uploadsPerProject();

        /// How long an upload in pieces waits for its next piece before it is dropped.
        @WithDefault("PT24H")
        Duration uploadsKept();

        /// How often uploads that have waited too long are looked for.
        @WithDefault("PT10M")
        Duration uploadsCheckedEvery();

        /// Whether an upload is answered only when it is on the disk, so that it outlives even a loss of power.
        @WithDefault("true")
        boolean syncUploads();

        /// The largest file whose checksum is told on wish, in bytes.
        @WithDefault("4294967296")
        long maxDigestBytes();

        /// Files and archives that go in or out at the same time.
        @WithDefault("64")
        int transfers();

        /// How long a transfer waits for its turn before it is refused.
        @WithDefault("PT10S")
        Duration transferPatience();

        /// Entries of an archive, in or out.
        @WithDefault("200000")
        int maxArchiveEntries();

        /// Bytes of all files of an archive together, in or out.
        @WithDefault("10737418240")
        long maxArchiveBytes();

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

    interface People {
        /// The most accounts that one project may have, in all groups together.
        @WithDefault("10000")
        int maxMembers();

        /// The most accounts that one call adds.
        @WithDefault("100")
        int maxPerCall();

        /// The longest text of one invitation, in characters.
        @WithDefault("10000")
        int maxText();

        /// Invite tokens that one project may have; those that ended a month ago do not count.
        @WithDefault("1000")
        int maxTokens();

        /// Wrong invite tokens that one account may try within a minute, at each replica.
        @WithDefault("20")
        int wrongTokensPerMinute();

        /// The longest message of somebody who asks to be invited, in characters.
        @WithDefault("1000")
        int maxRequestText();

        /// Requests to be invited that may wait at one project.
        @WithDefault("1000")
        int maxRequests();

        /// Licences that one project may have.
        @WithDefault("100")
        int maxLicences();
    }

    interface PublicPaths {
        /// Whether what projects publish is listed for everybody.
        @WithDefault("true")
        boolean listed();
    }
}
