package org.calque.projects.transfer;

import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import org.calque.kit.homes.FileInfo;

/// Under which conditions a request shall be carried out, as RFC 9110 has them. Each may be null.
public record Conditions(
        String ifMatch, String ifNoneMatch, String ifModifiedSince, String ifUnmodifiedSince, String ifRange) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Conditions of(HttpServerRequest request) {
        return new Conditions(
                request.getHeader("If-Match"),
                request.getHeader("If-None-Match"),
                request.getHeader("If-Modified-Since"),
                request.getHeader("If-Unmodified-Since"),
                request.getHeader("If-Range"));
    }

    /// Names the content of a file.
    public static String etag(FileInfo file) {
        return '"' + file.tag() + '"';
    }

    static String date(Instant time) {
        return HTTP_DATE.format(time);
    }

    /// Whether the file may be replaced, or made where there is none.
    ///
    /// @param present null when there is no file
    public boolean allowWriting(FileInfo present) {
        if (ifMatch != null && (present == null || !matches(ifMatch, etag(present), false))) {
            return false;
        }
        return ifNoneMatch == null || present == null || !matches(ifNoneMatch, etag(present), true);
    }

    /// Whether the file is not the one that the caller means.
    boolean failFor(FileInfo file) {
        if (ifMatch != null) {
            return !matches(ifMatch, etag(file), false);
        }
        var since = time(ifUnmodifiedSince);
        return since != null && file.modified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }

    /// Whether the caller has the file as it is.
    boolean knowAlready(FileInfo file) {
        if (ifNoneMatch != null) {
            return matches(ifNoneMatch, etag(file), true);
        }
        var since = time(ifModifiedSince);
        return since != null && !file.modified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }

    /// Whether a part of the file fits what the caller has of it.
    boolean allowRange(FileInfo file) {
        if (ifRange == null) {
            return true;
        }
        var date = time(ifRange);
        return date == null
                ? ifRange.strip().equals(etag(file))
                : date.equals(file.modified().truncatedTo(ChronoUnit.SECONDS));
    }

    private static boolean matches(String list, String etag, boolean alsoWeak) {
        return list.strip().equals("*")
                || Arrays.stream(list.split(","))
                        .map(String::strip)
                        .map(it -> alsoWeak && it.startsWith("W/") ? it.substring(2) : it)
                        .anyMatch(etag::equals);
    }

    private static Instant time(String date) {
        try {
            return date == null
                    ? null
                    : ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
