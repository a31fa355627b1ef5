package org.calque.copies;

import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/// A path as a client gave it, relative to the home folder of a project and normalised by its letters alone: no `.`
/// or `..`, no doubled `/`. Where symbolic links lead is seen when the path is used, and only inside the sandbox.
///
/// @param relative without slashes around it; empty for the home folder itself
/// @param asFolder whether it was given with a `/` at its end
record PathInHome(UUID projectId, String relative, boolean asFolder) {

    /// Empty when the path leads out of the home folder. A leading `/` means the home folder, and so does the
    /// path under which the project itself sees it.
    static Optional<PathInHome> of(UUID project, String given) {
        var seenAs = "/projects/" + project;
        var path = given.equals(seenAs) || given.startsWith(seenAs + "/") ? given.substring(seenAs.length()) : given;
        var segments = new ArrayList<String>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    return Optional.empty();
                }
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        boolean asFolder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        return Optional.of(new PathInHome(project, String.join("/", segments), asFolder));
    }

    /// As the project sees it.
    String seenAs() {
        return relative.isEmpty() ? "/projects/" + projectId : "/projects/" + projectId + "/" + relative;
    }

    /// The part of it by which a file is called.
    String name() {
        return relative.substring(relative.lastIndexOf('/') + 1);
    }

    /// For use in calls that want a path of at least one letter.
    String orDot() {
        return relative.isEmpty() ? "." : relative;
    }

    PathInHome inside(String name) {
        return new PathInHome(projectId, relative.isEmpty() ? name : relative + "/" + name, false);
    }

    boolean sameAs(PathInHome other) {
        return projectId.equals(other.projectId) && relative.equals(other.relative);
    }

    /// Whether this is a folder somewhere above `other`.
    boolean isAbove(PathInHome other) {
        return projectId.equals(other.projectId)
                && !relative.equals(other.relative)
                && (relative.isEmpty() || other.relative.startsWith(relative + "/"));
    }
}
