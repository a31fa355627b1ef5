package org.calque.projects.exec;

import java.util.Optional;
import java.util.regex.Pattern;
import org.calque.projects.runtime.JobOutput;
import org.calque.projects.runtime.JobOutput.Stream;

/// How much of a job's output a client has: bytes of both streams, and whether it knows the end. As the id of an event:
/// `120-4`, `120-4-end`.
record FollowPosition(long stdout, long stderr, boolean end) {
    private static final Pattern ID = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})(-end)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    static Optional<FollowPosition> of(String id) {
        var parts = ID.matcher(id.strip());
        return parts.matches()
                ? Optional.of(new FollowPosition(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3) != null))
                : Optional.empty();
    }

    static Optional<FollowPosition> of(String stdout, String stderr) {
        return isNumber(stdout) && isNumber(stderr)
                ? Optional.of(new FollowPosition(number(stdout), number(stderr), false))
                : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return text == null || NUMBER.matcher(text).matches();
    }

    private static long number(String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    boolean isBeyond(JobOutput output) {
        return stdout > output.size(Stream.STDOUT) || stderr > output.size(Stream.STDERR);
    }

    String id() {
        return stdout + "-" + stderr + (end ? "-end" : "");
    }

    long of(Stream stream) {
        return stream == Stream.STDOUT ? stdout : stderr;
    }

    FollowPosition plus(Stream stream, int bytes) {
        return stream == Stream.STDOUT
                ? new FollowPosition(stdout + bytes, stderr, end)
                : new FollowPosition(stdout, stderr + bytes, end);
    }

    FollowPosition atEnd() {
        return new FollowPosition(stdout, stderr, true);
    }
}
