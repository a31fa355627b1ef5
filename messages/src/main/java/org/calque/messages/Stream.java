package org.calque.messages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.calque.messages.copies.CopiesEvents;
import org.calque.messages.files.ProjectsFilesPack;
import org.calque.messages.files.ProjectsFilesRead;
import org.calque.messages.files.ProjectsFilesUnpack;
import org.calque.messages.files.ProjectsFilesUploadsPiece;
import org.calque.messages.files.ProjectsFilesWrite;
import org.calque.messages.projects.ExecFollow;
import org.calque.messages.query.UserQueryChanges;

/// Every path of API v2 whose request or answer is not one JSON message: bytes of files, archives, streams of events.
///
/// A row is a method and a fixed path; everything else stands in the query string, as the record of its parameters
/// says.
/// The gateway finds out who calls and
/// hands the request on unread, so bodies of any size pass; answers have true statuses, and a refusal is
/// `{"error": "…"}`. What is not here is not found. A path may have a row for each of several methods, and a [Route]
/// beside them, which is its `POST`.
public enum Stream {
    PROJECTS_FILES_READ(
            Method.GET, "projects/files/content", Service.PROJECTS, Scope.READ, ProjectsFilesRead.class, Content.BYTES),

    PROJECTS_FILES_WRITE(
            Method.PUT,
            "projects/files/content",
            Service.PROJECTS,
            Scope.WRITE,
            ProjectsFilesWrite.class,
            Content.JSON),

    PROJECTS_FILES_UPLOADS_PIECE(
            Method.PUT,
            "projects/files/uploads/piece",
            Service.PROJECTS,
            Scope.WRITE,
            ProjectsFilesUploadsPiece.class,
            Content.JSON),

    PROJECTS_FILES_PACK(
            Method.GET, "projects/files/archive", Service.PROJECTS, Scope.READ, ProjectsFilesPack.class, Content.BYTES),

    PROJECTS_FILES_UNPACK(
            Method.PUT,
            "projects/files/archive",
            Service.PROJECTS,
            Scope.WRITE,
            ProjectsFilesUnpack.class,
            Content.JSON),

    EXEC_FOLLOW(Method.GET, "exec/follow", Service.PROJECTS, Scope.EXEC, ExecFollow.class, Content.EVENTS),

    USER_QUERY_CHANGES(
            Method.GET, "user-query/changes", Service.QUERY, Scope.READ, UserQueryChanges.class, Content.EVENTS),

    COPIES_EVENTS(Method.GET, "copies/events", Service.COPY, Scope.READ, CopiesEvents.class, Content.EVENTS);

    /// What an answer carries.
    public enum Content {
        /// One JSON message.
        JSON,
        /// Bytes of whatever kind.
        BYTES,
        /// Server-Sent Events.
        EVENTS
    }

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
    private final Class<? extends Request> request;
    private final Content content;

    Stream(Method method, String path, Service owner, Scope scope, Class<? extends Request> request, Content content) {
        this.method = method;
        this.path = path;
        this.owner = owner;
        this.scope = scope;
        this.request = request;
        this.content = content;
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

    /// The record of its parameters, which stand in the query string.
    public Class<? extends Request> request() {
        return request;
    }

    /// What its answer carries when the call succeeds.
    public Content content() {
        return content;
    }
}
