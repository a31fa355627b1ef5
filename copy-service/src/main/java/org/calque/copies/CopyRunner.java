package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.calque.copies.Rsync.Way;
import org.calque.kit.homes.FileCopy;
import org.calque.kit.homes.FileInfo;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.homes.TreeCopy;
import org.calque.kit.posix.Errno;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes one copy, from what is there at that moment.
@ApplicationScoped
class CopyRunner {
    private static final Logger LOG = Logger.getLogger(CopyRunner.class);

    private final Path homes;
    private final Rsync rsync;
    private final TargetGate gate;
    private final CopyLimits limits;

    CopyRunner(
            @ConfigProperty(name = "calque.projects-dir") Path homes, Rsync rsync, TargetGate gate, CopyLimits limits) {
        this.homes = homes;
        this.rsync = rsync;
        this.gate = gate;
        this.limits = limits;
    }

    /// Makes the copy, unless a later claim was at the target.
    Ending run(Claimed job, Stop stop) throws Superseded {
        try {
            if (job.attempts() > 1 || job.isOnlyToEnd()) {
                rsync.awaitEndOfEarlier(job);
            }
            if (job.isOnlyToEnd()) {
                return new Ending.Ended(job.lastWord());
            }
            copy(job, stop);
            return new Ending.Ended(null);
        } catch (CopyFailed | HomeException failure) {
            return new Ending.Ended(failure.getMessage());
        } catch (TargetBusy busy) {
            LOG.warnf("copy %s waits: %s", job.id(), busy.getMessage());
            return new Ending.GivenBack(false);
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
            throws IOException, InterruptedException, CopyFailed, Superseded, TargetBusy, SandboxKilled {
        var from = PathInHome.of(job.sourceProjectId(), job.sourcePath())
                .orElseThrow(() -> new CopyFailed("source path must be contained in project home dir"));
        var to = PathInHome.of(job.targetProjectId(), job.targetPath())
                .orElseThrow(() -> new CopyFailed("target path must be contained in target project home dir"));
        try (var source = openSource(from);
                var target = openTarget(to)) {
            if (job.isPublic() && source.leadsOverLink(from.orDot())) {
                // What is published says nothing of where a link in it leads to.
                throw new CopyFailed(PublicPaths.notPublic(job.sourcePath(), job.sourceProjectId()));
            }
            var found = source.stat(from.orDot());
            if (found.isDirectory()) {
                if (!from.sameAs(to)) {
                    copyFolder(job, from, to, source, target, stop);
                }
            } else if (found.isFile()) {
                var file = to.asFolder() || to.relative().isEmpty() ? to.inside(from.name()) : to;
                if (!copyPlainly(job, from, file, source, target, stop)) {
                    copyFile(job, from, file, target, stop);
                }
            } else {
                throw new CopyFailed("'" + from.seenAs() + "' is neither a file nor a folder");
            }
        }
    }

    /// Most copies are of one file: those need no process.
    private boolean copyPlainly(Claimed job, PathInHome from, PathInHome to, Home source, Home target, Stop stop)
            throws IOException, Superseded {
        if (from.sameAs(to)) {
            return false;
        }
        return alone(
                job,
                () -> new FileCopy(
                                source,
                                target,
                                job.overwriteNewer(),
                                job.backup(),
                                limits.plainFileBytes(),
                                ".calque-" + job.id(),
                                bytes -> stop.reason().isEmpty())
                        .copy(from.relative(), to.relative()));
    }

    /// A whole folder that goes where nothing is yet needs none either.
    private boolean copyTree(Claimed job, PathInHome from, PathInHome to, Home source, Home target, Stop stop)
            throws IOException, Superseded {
        return alone(
                job,
                () -> new TreeCopy(
                                source,
                                target,
                                Rsync.STAGING + job.id(),
                                Rsync.STAGING,
                                bytes -> stop.reason().isEmpty())
                        .copy(from.relative(), to.relative()));
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

    private void copyFile(Claimed job, PathInHome from, PathInHome to, Home target, Stop stop)
            throws IOException, InterruptedException, CopyFailed, Superseded, TargetBusy, SandboxKilled {
        if (from.sameAs(to)) {
            return;
        }
        if (typeAt(target, to).filter(it -> it == FileInfo.Type.DIRECTORY).isPresent()) {
            throw new CopyFailed("EISDIR: illegal operation on a directory, copy '" + from.seenAs() + "' -> '"
                    + to.seenAs() + "'; a path that ends in / copies into the folder");
        }
        rsync.copy(job, homes, new Way(from.seenAs(), to.seenAs(), false), limits.lease(), stop);
    }

    private void copyFolder(Claimed job, PathInHome from, PathInHome to, Home source, Home target, Stop stop)
            throws IOException, InterruptedException, CopyFailed, Superseded, TargetBusy, SandboxKilled {
        var there = typeAt(target, to);
        if (there.filter(it -> it != FileInfo.Type.DIRECTORY).isPresent()) {
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
        if (there.isEmpty() && copyTree(job, from, to, source, target, stop)) {
            return;
        }
        var way = new Way(from.seenAs() + "/", to.seenAs() + "/", to.relative().isEmpty());
        rsync.copy(job, homes, way, limits.lease(), stop);
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
