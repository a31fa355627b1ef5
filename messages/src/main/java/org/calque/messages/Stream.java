package org.calque.messages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every path of API v2 whose request or answer is not one JSON message: bytes of files, archives, streams of events.
///
/// A row is a method and a fixed path; everything else stands in the query string. The gateway finds out who calls and
/// hands the request on unread, so bodies of any size pass; answers have true statuses, and a refusal is
/// `{"error": "…"}`. What is not here is not found. A path may have a row for each of several methods, and a [Route]
/// beside them, which is its `POST`.
public enum Stream {
    /// The bytes of the file at `path` in the project `project_id`.
    PROJECTS_FILES_READ(Method.GET, "projects/files/content", Service.PROJECTS, Scope.READ),

    /// Makes the body the content of the file at `path` in the project `project_id`: all of it or nothing.
    PROJECTS_FILES_WRITE(Method.PUT, "projects/files/content", Service.PROJECTS, Scope.WRITE),

    /// Adds the body to the upload `upload_id` of the project `project_id`: bytes from `offset` on, or those that
    /// `Content-Range` names.
    PROJECTS_FILES_UPLOADS_PIECE(Method.PUT, "projects/files/uploads/piece", Service.PROJECTS, Scope.WRITE),

    /// The folder at `path` in the project `project_id` with all that is in it, as a tar archive; `format` is `tar` or
    /// `tar.gz`.
    PROJECTS_FILES_PACK(Method.GET, "projects/files/archive", Service.PROJECTS, Scope.READ),

    /// Unpacks the body, a tar archive, compressed by gzip or not, into the folder at `path` in the project
    /// `project_id`.
    PROJECTS_FILES_UNPACK(Method.PUT, "projects/files/archive", Service.PROJECTS, Scope.WRITE),

    /// The output of the job `job_id` in the project `project_id` while it runs, as Server-Sent Events.
    EXEC_FOLLOW(Method.GET, "exec/follow", Service.PROJECTS, Scope.EXEC),

    /// What `query` finds, and then what changes of it, as Server-Sent Events.
    USER_QUERY_CHANGES(Method.GET, "user-query/changes", Service.QUERY, Scope.READ),

    /// What becomes of the copies that the caller has asked for, as Server-Sent Events, from now on or from after the
    /// event that `Last-Event-ID` or `after` names. `project_id` and `copy_id` narrow it.
    COPIES_EVENTS(Method.GET, "copies/events", Service.COPY, Scope.READ);

    /// What may be done to a path, as HTTP means it. `HEAD` is answered wherever `GET` is.
    public enum Method {
        GET,
        PUT,
        PATCH,
        POST,
        DELETE
    }

    private static final Map<String, List<Stream>> BY_PATH =
            Arrays.stream(values()).collect(Collectors.groupingBy(Stream::path));

    private final Method method;
    private final String path;
    private final Service owner;
    private final Scope scope;

    Stream(Method method, String path, Service owner, Scope scope) {
        this.method = method;
        this.path = path;
        this.owner = owner;
        this.scope = scope;
    }

    /// All rows of this path below `/api/v2/`; none when there is no such stream.
    public static List<Stream> at(String path) {
        return BY_PATH.getOrDefault(path, List.of());
    }

    /// The one of these rows that answers a request of this method.
    ///
    /// @param method as it stands in the request, such as `GET`
    public static Optional<Stream> forMethod(List<Stream> rows, String method) {
        var asked = method.equals("HEAD") ? Method.GET.name() : method;
        return rows.stream().filter(it -> it.method.name().equals(asked)).findFirst();
    }

    /// All streams that this service answers, by path and method.
    public static List<Stream> answeredBy(Service owner) {
        return Arrays.stream(values())
                .filter(it -> it.owner == owner)
                .sorted(Comparator.comparing(Stream::path).thenComparing(Stream::method))
                .toList();
    }

    /// The method that this row is about.
    public Method method() {
        return method;
    }

    /// The path below `/api/v2/`, such as `projects/files/content`. Its owner answers it below `/streams/`.
    public String path() {
        return path;
    }

    /// The service that answers it.
    public Service owner() {
        return owner;
    }

    /// What a limited API key must allow for this call.
    public Scope scope() {
        return scope;
    }
}
