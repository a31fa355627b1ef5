package org.calque.kit.homes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.calque.kit.posix.Errno;

/// Paths as people give them: relative to the home, or absolute and below the place where the project sees its home.
final class HomePath {
    private static final int MOST_LINKS = 40;

    interface Links {
        /// Where the symbolic link at `relative` points to; null when it is none.
        String target(String relative) throws HomeException;
    }

    private HomePath() {}

    /// `path` relative to the home; `.` is the home itself. A `/` at the end is kept, it asks for a folder.
    static String relative(String path, String seenAs, String operation) throws HomeException {
        if (path.indexOf('\0') >= 0) {
            throw new HomeException(Errno.EINVAL, "a path must not hold a NUL", operation, absolute(path, seenAs), -1);
        }
        if (!path.startsWith("/")) {
            return path.isEmpty() ? "." : path;
        }
        var below = below(path, seenAs);
        if (below == null) {
            throw new HomeException(Errno.EXDEV, operation, path);
        }
        return below;
    }

    /// `path` as the project sees it.
    static String absolute(String path, String seenAs) {
        if (path.startsWith("/")) {
            return path;
        }
        return path.isEmpty() || path.equals(".") ? seenAs : seenAs + "/" + path;
    }

    /// `relative` with all symbolic links replaced by what they point to, also absolute ones that point into the home.
    ///
    /// This only finds the way: whoever goes it must still forbid the kernel to leave the home.
    static String withoutLinks(String relative, String seenAs, String operation, Links links) throws HomeException {
        var done = new ArrayList<String>();
        var ahead = new ArrayDeque<>(segments(relative));
        var followed = 0;
        while (!ahead.isEmpty()) {
            var segment = ahead.pop();
            if (segment.equals("..")) {
                if (done.isEmpty()) {
                    throw new HomeException(Errno.EXDEV, operation, absolute(relative, seenAs));
                }
                done.removeLast();
                continue;
            }
            done.add(segment);
            var target = links.target(String.join("/", done));
            if (target == null) {
                continue;
            }
            if (++followed > MOST_LINKS) {
                throw new HomeException(Errno.ELOOP, operation, absolute(relative, seenAs));
            }
            follow(target, done, ahead, relative, seenAs, operation);
        }
        return done.isEmpty() ? "." : String.join("/", done);
    }

    private static void follow(
            String target, List<String> done, Deque<String> ahead, String relative, String seenAs, String operation)
            throws HomeException {
        var way = target;
        if (target.startsWith("/")) {
            way = below(target, seenAs);
            if (way == null) {
                throw new HomeException(Errno.EXDEV, operation, absolute(relative, seenAs));
            }
            done.clear();
        } else {
            done.removeLast();
        }
        segments(way).reversed().forEach(ahead::push);
    }

    private static String below(String absolute, String seenAs) {
        if (absolute.equals(seenAs)) {
            return ".";
        }
        if (!absolute.startsWith(seenAs + "/")) {
            return null;
        }
        var below = absolute.substring(seenAs.length() + 1).replaceFirst("^/+", "");
        return below.isEmpty() ? "." : below;
    }

    static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }
}
