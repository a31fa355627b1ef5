package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// What can be said about a copy before it runs.
final class CopyChecks {
    private static final String SOURCE_OUTSIDE = "source path must be contained in project home dir";
    private static final String TARGET_OUTSIDE = "target path must be contained in target project home dir";

    private final CopyLimits limits;

    CopyChecks(CopyLimits limits) {
        this.limits = limits;
    }

    Optional<Outcome> refusal(Copy copy) {
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
        return Optional.empty();
    }

    private static boolean cannotBeAName(String text) {
        return text.codePoints()
                .anyMatch(it -> it == 0 || it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
    }

    private static Optional<Outcome> invalid(String text) {
        return Optional.of(refused(Reason.INVALID, text));
    }
}
