package org.calque.copies;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/// Settings of the copy service. Each can be set by environment: `calque.copies.at-once` is `CALQUE_COPIES_AT_ONCE`.
@ConfigMapping(prefix = "calque.copies")
interface CopyLimits {
    /// Copies that this replica runs at the same time. Eight for each processor when not set.
    OptionalInt atOnce();

    /// Copies of one account that this replica runs at the same time; at least one place is always left to
    /// others. Three quarters of `at-once` when not set.
    OptionalInt atOncePerAccount();

    /// Copies out of one project that this replica runs at the same time. Three quarters of `at-once` when not
    /// set. Copies into one project always run one after another.
    OptionalInt atOncePerProject();

    /// How long a worker holds a copy without renewing. A copy whose worker died is taken up again after at most
    /// this.
    @WithDefault("PT12S")
    Duration lease();

    /// How often one copy is begun before it fails because its workers were lost each time.
    @WithDefault("20")
    int attempts();

    /// How often one copy is put off, and tried again later, because of what may pass: a target that is locked, a
    /// service that does not answer.
    @WithDefault("8")
    int retries();

    /// How long the first of these waits is. Each other one is twice as long as the one before.
    @WithDefault("PT1S")
    Duration firstRetry();

    /// Longest of these waits.
    @WithDefault("PT1M")
    Duration longestRetry();

    /// Longest that `wait_until_done` waits. The copy itself may go on.
    @WithDefault("PT240S")
    Duration longestWait();

    /// How often a waiting call looks at the row, should the word that the copy has ended be lost.
    @WithDefault("PT2S")
    Duration waitCheck();

    /// How often the queue, the clock and the leases are looked at, should a signal be lost.
    @WithDefault("PT1S")
    Duration sweep();

    /// How long the row of a copy stays after it was due.
    @WithDefault("P30D")
    Duration keep();

    /// Regular files up to this many bytes are copied without a process of their own, and so are folders that go
    /// where nothing is yet. 0: all by rsync.
    @WithDefault("1099511627776")
    long plainFileBytes();

    /// Exclude patterns of one copy.
    @WithDefault("1000")
    int excludes();

    /// Characters of all exclude patterns of one copy together.
    @WithDefault("65536")
    int excludeCharacters();

    /// Copies that this replica looks at beforehand at the same time, for `copies/preview`.
    @WithDefault("4")
    int previews();

    /// Longest that such a look may take.
    @WithDefault("PT30S")
    Duration longestPreview();

    /// Targets of one group of copies.
    @WithDefault("1000")
    int groupTargets();

    /// The programs that copies are made with.
    Programs programs();

    interface Programs {
        /// Takes the lock of a target and becomes the sandbox.
        @WithDefault("flock")
        Path flock();

        /// Copies what is no small plain file.
        @WithDefault("rsync")
        Path rsync();

        /// Makes the sandbox in which it runs.
        @WithDefault("bwrap")
        Path bwrap();

        /// Makes it run as the user of the target project, where the service is root.
        @WithDefault("setpriv")
        Path setpriv();
    }

    /// How a copy is put off.
    default BackOff backOff() {
        return new BackOff(retries(), firstRetry(), longestRetry());
    }

    /// `atOnce`, or what suits this machine.
    default int workers() {
        return atOnce().orElse(8 * Runtime.getRuntime().availableProcessors());
    }

    /// `atOncePerAccount`, with a place left for others wherever there are two.
    default int workersPerAccount() {
        return Math.clamp(atOncePerAccount().orElse(workers() * 3 / 4), 1, Math.max(1, workers() - 1));
    }

    /// `atOncePerProject`, or what suits the places there are.
    default int workersPerProject() {
        return Math.max(1, atOncePerProject().orElse(workers() * 3 / 4));
    }
}
