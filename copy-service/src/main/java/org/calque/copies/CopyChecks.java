package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// What can be said about a copy before it runs.
final class CopyChecks {
    private static final String SOURCE_OUTSIDE = "source path must be contained in project home dir";
    private static final String TARGET_OUTSIDE = "target path must be contained in target project home dir";

    private static final Pattern BANDWIDTH = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?[kKmMgG]?[bB]?");

    private final CopyLimits limits;

    CopyChecks(CopyLimits limits) {
        this.limits = limits;
    }

    /// In the words of API v1.
    static Optional<Outcome> invalidProjects(String source, String target) {
        if (!Uuids.isUuid(source)) {
            return invalid("src_project_id='" + source + "' not valid");
        }
        if (!Uuids.isUuid(target)) {
            return invalid("target_project_id='" + target + "' not valid");
        }
        return Optional.empty();
    }

    Optional<Outcome> refusal(Copy copy) {
        if (copy.sourcePath == null) {
            return invalid("src_path must be defined");
        }
        var exclude = copy.exclude == null ? new String[0] : copy.exclude;
        if (Stream.concat(Stream.of(copy.sourcePath, copy.targetPath), Arrays.stream(exclude))
                .anyMatch(CopyChecks::cannotBeAName)) {
            return invalid("paths and exclude patterns must be valid Unicode text without NUL characters");
        }
        if (exclude.length > limits.excludes()
                || Arrays.stream(exclude).mapToInt(String::length).sum() > limits.excludeCharacters()) {
            return invalid("exclude may hold at most %d patterns of %d characters together"
                    .formatted(limits.excludes(), limits.excludeCharacters()));
        }
        if (PathInHome.of(copy.sourceProjectId, copy.sourcePath).isEmpty()) {
            return invalid(SOURCE_OUTSIDE);
        }
        if (PathInHome.of(copy.targetProjectId, copy.targetPath).isEmpty()) {
            return invalid(TARGET_OUTSIDE);
        }
        if (copy.timeout != null && !(copy.timeout >= 0)) {
            return invalid("timeout must not be negative");
        }
        if (copy.bwlimit != null && !BANDWIDTH.matcher(copy.bwlimit).matches()) {
            return invalid("bwlimit must be a number of KiB per second, or one with a unit such as 500k or 2m");
        }
        return Optional.empty();
    }

    /// Whether neither a file system nor the database can hold this text.
    static boolean cannotBeAName(String text) {
        return text.codePoints()
                .anyMatch(it -> it == 0 || it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
    }

    private static Optional<Outcome> invalid(String text) {
        return Optional.of(refused(Reason.INVALID, text));
    }
}
