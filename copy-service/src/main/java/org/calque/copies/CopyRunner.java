package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.calque.copies.Rsync.Way;
import org.calque.kit.Unavailable;
import org.calque.kit.homes.FileCopy;
import org.calque.kit.homes.FileInfo;
import org.calque.kit.homes.FullHomes;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.homes.TreeCopy;
import org.calque.kit.posix.Errno;
import org.calque.messages.copies.CopiesPreview.Preview;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes one copy, from what is there at that moment.
@ApplicationScoped
class CopyRunner {
    private static final Logger LOG = Logger.getLogger(CopyRunner.class);

    /// A source in which files come and go all the time is copied as well as it can be.
    private static final int MOST_FOR_VANISHED_FILES = 2;

    private final Path homes;
    private final FullHomes fullHomes;
    private final Rsync rsync;
    private final TargetGate gate;
    private final CopyLimits limits;
    private final StartAccess access;

    CopyRunner(
            @ConfigProperty(name = "calque.projects-dir") Path homes,
            Rsync rsync,
            TargetGate gate,
            CopyLimits limits,
            StartAccess access) {
        this.homes = homes;
        this.fullHomes = new FullHomes(homes);
        this.rsync = rsync;
        this.gate = gate;
        this.limits = limits;
        this.access = access;
    }

    /// Makes the copy, unless a later claim was at the target.
    Ending run(Claimed job, Stop stop) throws Superseded {
        boolean earlierIsGone = false;
        try {
            if (job.attempts() > 1 || job.isOnlyToEnd()) {
                rsync.awaitEndOfEarlier(job);
                earlierIsGone = true;
            }
            if (job.isOnlyToEnd()) {
                return new Ending.Ended(job.lastWord());
            }
            var refusal = access.refusal(job);
            if (refusal.isPresent()) {
                return new Ending.Ended(refusal.get());
            }
            copy(job, stop);
            return new Ending.Ended(null);
        } catch (CopyFailed | HomeException failure) {
            return new Ending.Ended(failure.getMessage());
        } catch (TargetBusy busy) {
            LOG.warnf("copy %s waits: %s", job.id(), busy.getMessage());
            return job.isOnlyToEnd()
                    ? new Ending.GivenBack(false)
                    : new Ending.Postponed(
                            busy.getMessage(), "EBUSY: " + busy.getMessage(), Integer.MAX_VALUE, earlierIsGone);
        } catch (Unavailable silent) {
            LOG.warnf("copy %s waits: %s", job.id(), silent.getMessage());
            return new Ending.Postponed(silent.getMessage(), silent.getMessage(), Integer.MAX_VALUE, earlierIsGone);
        } catch (FilesVanished vanished) {
            return new Ending.Postponed(vanished.getMessage(), null, MOST_FOR_VANISHED_FILES, true);
        } catch (SandboxKilled killed) {
            LOG.warnf("copy %s is to be tried again: %s", job.id(), killed.getMessage());
            return new Ending.GivenBack(true);
        } catch (IOException | RuntimeException surprise) {
            if (stop.reason().isPresent()) {
                return new Ending.LetGo();
            }
            LOG.errorf(surprise, "copy %s failed", job.id());
            return new Ending.Ended("the copy could not be made; the log of the server tells more under " + job.id());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop.now(Stop.Reason.SHUTDOWN);
            return new Ending.GivenBack(false);
        }
    }

    private void copy(Claimed job, Stop stop)
            throws IOException, InterruptedException, CopyFailed, Superseded, TargetBusy, SandboxKilled, FilesVanished {
        try (var places = open(job)) {
            mustHaveRoom(places);
            if (places.isFile && copyPlainly(job, places, stop)) {
                return;
            }
            var way = way(job, places);
            if (way.isPresent() && !copyTree(job, places, stop)) {
                rsync.copy(job, homes, way.get(), limits.lease(), stop);
            }
        }
    }

    private void mustHaveRoom(Places places) throws IOException, CopyFailed {
        var full = fullHomes.complaint(places.to().projectId());
        if (full.isPresent()) {
            throw new CopyFailed("EDQUOT: %s, copy '%s' -> '%s'"
                    .formatted(full.get(), places.from().seenAs(), places.to().seenAs()));
        }
    }

    /// What the copy would change.
    ///
    /// @param most changes to list
    Preview preview(Claimed job, int most) throws IOException, InterruptedException, CopyFailed {
        try (var places = open(job)) {
            var way = way(job, places);
            return way.isPresent()
                    ? rsync.preview(job, homes, way.get(), most, limits.longestPreview())
                    : new Preview(List.of(), true);
        }
    }

    /// Where it goes from, and where to.
    ///
    /// @param isFile whether one file is copied, to exactly `to`; else the contents of a folder
    /// @param size   bytes of that file
    private record Places(PathInHome from, PathInHome to, boolean isFile, long size, Home source, Home target)
            implements AutoCloseable {
        @Override
        public void close() {
            try (source) {
                target.close();
            }
        }
    }

    private Places open(Claimed job) throws IOException, CopyFailed {
        var from = PathInHome.of(job.sourceProjectId(), job.sourcePath())
                .orElseThrow(() -> new CopyFailed("source path must be contained in project home dir"));
        var to = PathInHome.of(job.targetProjectId(), job.targetPath())
                .orElseThrow(() -> new CopyFailed("target path must be contained in target project home dir"));
        var source = openSource(from);
        try {
            var target = openTarget(to);
            try {
                return places(job, from, to, source, target);
            } catch (IOException | CopyFailed | RuntimeException failure) {
                target.close();
                throw failure;
            }
        } catch (IOException | CopyFailed | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    private static Places places(Claimed job, PathInHome from, PathInHome to, Home source, Home target)
            throws IOException, CopyFailed {
        if (job.isPublic() && source.leadsOverLink(from.orDot())) {
            // What is published says nothing of where a link in it leads to.
            throw new CopyFailed(PublicPaths.notPublic(job.sourcePath(), job.sourceProjectId()));
        }
        var found = source.stat(from.orDot());
        if (!found.isDirectory() && !found.isFile()) {
            throw new CopyFailed("'" + from.seenAs() + "' is neither a file nor a folder");
        }
        var file = found.isFile() && (to.asFolder() || to.relative().isEmpty()) ? to.inside(from.name()) : to;
        return new Places(from, file, found.isFile(), found.size(), source, target);
    }

    /// How rsync is to copy; empty when there is nothing to copy.
    private static Optional<Way> way(Claimed job, Places places) throws IOException, CopyFailed {
        if (places.from.sameAs(places.to)) {
            return Optional.empty();
        }
        return Optional.of(places.isFile ? wayOfFile(places) : wayOfFolder(job, places));
    }

    /// Most copies are of one file: those need no process.
    private boolean copyPlainly(Claimed job, Places places, Stop stop) throws IOException, Superseded {
        if (places.from.sameAs(places.to)) {
            return false;
        }
        return alone(
                job,
                () -> new FileCopy(
                                places.source,
                                places.target,
                                job.overwriteNewer(),
                                job.backup(),
                                limits.plainFileBytes(),
                                ".calque-" + job.id(),
                                pace(stop, places.size))
                        .copy(places.from.relative(), places.to.relative()));
    }

    /// A whole folder that goes where nothing is yet needs none either.
    private boolean copyTree(Claimed job, Places places, Stop stop) throws IOException, Superseded {
        if (places.isFile || typeAt(places.target, places.to).isPresent()) {
            return false;
        }
        return alone(
                job,
                () -> new TreeCopy(places.source, places.target, Rsync.STAGING + job.id(), Rsync.STAGING, pace(stop, 0))
                        .copy(places.from.relative(), places.to.relative()));
    }

    /// Notes how far a copy is, and whether it may go on.
    private static LongPredicate pace(Stop stop, long all) {
        return bytes -> {
            stop.progress().count(bytes, all);
            return stop.reason().isEmpty();
        };
    }

    /// Copies without a process, as the only one at the target.
    ///
    /// @return whether it is done; else it is for rsync
    private boolean alone(Claimed job, BooleanSupplier copy) throws IOException, Superseded {
        if (limits.plainFileBytes() == 0 || !job.exclude().isEmpty() || job.bwlimit() != null) {
            return false;
        }
        return switch (gate.enter(job.targetProjectId(), job.turn())) {
            case TargetGate.Entry.Busy() -> false;
            case TargetGate.Entry.Late(var turn) -> throw new Superseded(turn);
            case TargetGate.Entry.In in -> {
                try (in) {
                    yield copy.getAsBoolean();
                }
            }
        };
    }

    private static Way wayOfFile(Places places) throws IOException, CopyFailed {
        var from = places.from;
        var to = places.to;
        if (typeAt(places.target, to)
                .filter(it -> it == FileInfo.Type.DIRECTORY)
                .isPresent()) {
            throw new CopyFailed("EISDIR: illegal operation on a directory, copy '" + from.seenAs() + "' -> '"
                    + to.seenAs() + "'; a path that ends in / copies into the folder");
        }
        return new Way(from.seenAs(), to.seenAs(), false);
    }

    private static Way wayOfFolder(Claimed job, Places places) throws IOException, CopyFailed {
        var from = places.from;
        var to = places.to;
        if (typeAt(places.target, to)
                .filter(it -> it != FileInfo.Type.DIRECTORY)
                .isPresent()) {
            throw new CopyFailed("ENOTDIR: not a directory, copy '" + from.seenAs() + "' -> '" + to.seenAs() + "'");
        }
        if (from.isAbove(to)) {
            throw new CopyFailed(
                    "EINVAL: a folder cannot be copied into itself, '" + from.seenAs() + "' -> '" + to.seenAs() + "'");
        }
        if (to.isAbove(from) && job.deleteMissing()) {
            throw new CopyFailed(
                    "EINVAL: delete_missing would delete the source, '" + from.seenAs() + "' -> '" + to.seenAs() + "'");
        }
        return new Way(from.seenAs() + "/", to.seenAs() + "/", to.relative().isEmpty());
    }

    private static Optional<FileInfo.Type> typeAt(Home home, PathInHome path) throws HomeException {
        try {
            return Optional.of(home.stat(path.orDot()).type());
        } catch (HomeException absent) {
            if (absent.code() == Errno.ENOENT || absent.code() == Errno.ENOTDIR) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    private Home openSource(PathInHome path) throws IOException, CopyFailed {
        var folder = folder(path.projectId());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new CopyFailed("ENOENT: no such file or directory, stat '" + path.seenAs() + "'");
        }
        return open(folder, path.projectId());
    }

    private Home openTarget(PathInHome path) throws IOException, CopyFailed {
        var folder = folder(path.projectId());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new CopyFailed("the target project has no home folder yet; start it once");
        }
        return open(folder, path.projectId());
    }

    private static Home open(Path folder, UUID project) throws IOException {
        return Home.open(folder, "/projects/" + project, Owner.of(folder));
    }

    private Path folder(UUID project) {
        return homes.resolve(project.toString());
    }
}
