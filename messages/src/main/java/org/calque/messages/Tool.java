package org.calque.messages;

import static org.calque.messages.ToolRow.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.messages.Arguments.Misfit;
import org.calque.messages.Caller.Kind;

/// Every tool that assistants find at `POST /mcp` (Model Context Protocol), and which operation is behind it. What is
/// not here is unknown: the table is closed.
///
/// A tool is a way to call an event of API v1 or a path of API v2: with the same handler, scope and words of refusal.
/// It takes fewer parameters, some under other names, and refuses what it does not know.
public enum Tool {
    WHOAMI(tool(
                    "whoami",
                    "Who am I",
                    new Behind.TheGateway(),
                    "Tells whose API key this is, of an account or of one project, and what limits it has.")
            .effects(Effect.NONE)),
    LIST_PROJECTS(tool(
                    "list_projects",
                    "List projects",
                    new Behind.OfRoute(Route.PROJECTS_GET),
                    "Lists the projects of the account, last edited first, with their ids, which other tools take.")
            .may("limit")
            .listing("projects")
            .effects(Effect.NONE)),
    CREATE_PROJECT(tool(
                    "create_project",
                    "Create a project",
                    new Behind.OfRoute(Route.PROJECTS_CREATE),
                    "Makes an empty project that the account owns, and answers its id.")
            .may("title", "description", "start")),
    START_PROJECT(tool(
                    "start_project",
                    "Start a project",
                    new Behind.OfRoute(Route.PROJECTS_START),
                    "Starts a project and waits until it runs. Not needed before a command, which starts it, or for files.")
            .must("project_id")
            .effects(Effect.REPEATABLE)),
    STOP_PROJECT(tool(
                    "stop_project",
                    "Stop a project",
                    new Behind.OfRoute(Route.PROJECTS_STOP),
                    "Stops a project with every process in it. Its files stay.")
            .must("project_id")
            .effects(Effect.DESTRUCTIVE, Effect.REPEATABLE)),
    EXEC(command(
                    "exec",
                    "Run a command",
                    "Runs a command in a project, waits for its end and answers stdout, stderr and exit_code; an exit code"
                            + " other than 0 is no error of the tool. A project at rest is started. For what may take more"
                            + " than a minute use start_job.")
            .may("args", "cwd", "timeout", "env", "max_output")
            .saying("timeout", "seconds until the whole process tree is killed; 60 when absent")
            .saying("max_output", "characters of stdout and of stderr to keep; 50000 when absent")),
    START_JOB(command(
                    "start_job",
                    "Start a job",
                    "Starts a command in a project that goes on by itself, and answers its job_id at once; job_status asks"
                            + " for it. A project at rest is started.")
            .may("args", "cwd", "timeout", "env", "max_output")
            .filling("async_call", "true")
            .saying(
                    "timeout",
                    "seconds until the whole process tree is killed; 600 when absent, 0 for the longest that the server allows")
            .saying("max_output", "characters of stdout and of stderr to keep; 50000 when absent")),
    JOB_STATUS(tool(
                    "job_status",
                    "Ask for a job",
                    new Behind.OfRoute(Route.EXEC),
                    "Tells whether a job still runs, its output so far, and its exit_code when it has ended. Jobs are known"
                            + " for about an hour after their end.")
            .must("project_id", "job_id")
            .may("wait")
            .renaming("job_id", "async_get")
            .renaming("wait", "async_await")
            .saying("job_id", "the job, as start_job answered it")
            .saying("wait", "answer only when the job has ended; default false")
            .effects(Effect.NONE)),
    CANCEL_JOB(tool(
                    "cancel_job",
                    "Cancel a job",
                    new Behind.OfRoute(Route.EXEC_CANCEL),
                    "Ends a job with every process that it has started. Nothing happens to one that has ended.")
            .must("project_id", "job_id")
            .effects(Effect.DESTRUCTIVE, Effect.REPEATABLE)),
    READ_FILE(tool(
                    "read_file",
                    "Read a text file",
                    new Behind.OfEvent(Event.READ_TEXT_FILE_FROM_PROJECT),
                    "Reads a text file of a project. Long ones are cut and it is said where; those of more than about 1 MB are"
                            + " refused. Read parts of them by exec, for example with sed -n.")
            .must("project_id", "path")
            .saying("project_id", "the project")
            .saying("path", "relative to the home folder or absolute")
            .holding(Options.Kind.TEXT, "project_id")
            .holding(Options.Kind.TEXT, "path")
            .effects(Effect.NONE)),
    WRITE_FILE(tool(
                    "write_file",
                    "Write a text file",
                    new Behind.OfRoute(Route.PROJECTS_WRITE_TEXT_FILE),
                    "Writes a text file into a project. Missing folders are made; an existing file is replaced whole.")
            .must("project_id", "path", "content")
            .effects(Effect.DESTRUCTIVE, Effect.REPEATABLE)),
    LIST_FILES(tool(
                    "list_files",
                    "List a folder",
                    new Behind.OfRoute(Route.PROJECTS_FILES_LIST),
                    "Lists files, folders and links of a folder of a project, with sizes and times, a page at a time.")
            .must("project_id")
            .may("path", "hidden", "sort", "descending", "offset", "limit")
            .effects(Effect.NONE)),
    MAKE_FOLDER(tool(
                    "make_folder",
                    "Make a folder",
                    new Behind.OfRoute(Route.PROJECTS_FILES_MAKE_FOLDER),
                    "Makes a folder and all that are missing above it. One that is there already is left as it is.")
            .must("project_id", "path")
            .effects(Effect.REPEATABLE)),
    MOVE_FILE(tool(
                    "move_file",
                    "Move or rename",
                    new Behind.OfRoute(Route.PROJECTS_FILES_MOVE),
                    "Gives a file, folder or link another name or folder in the same project. Missing folders are made.")
            .must("project_id", "path", "target")
            .may("replace")
            .effects(Effect.DESTRUCTIVE)),
    DELETE_FILE(tool(
                    "delete_file",
                    "Delete a file or folder",
                    new Behind.OfRoute(Route.PROJECTS_FILES_REMOVE),
                    "Removes a file, a link or a folder for good; there is no way to get it back.")
            .must("project_id", "path")
            .may("recursive")
            .effects(Effect.DESTRUCTIVE, Effect.REPEATABLE)),
    COPY(tool(
                    "copy",
                    "Copy between projects",
                    new Behind.OfRoute(Route.PROJECTS_COPY_PATH),
                    "Copies a file or folder from one project to another and waits until that is done. With wait false it"
                            + " answers a copy_id at once, for copy_status.")
            .must("src_project_id", "src_path", "target_project_id")
            .may("target_path", "overwrite_newer", "delete_missing", "backup", "timeout", "wait")
            .renaming("src_path", "path")
            .renaming("wait", "wait_until_done")
            .saying("target_path", "relative to the home folder of the target project; src_path when absent")
            .saying("wait", "answer when the copy has ended; default true")
            .effects(Effect.DESTRUCTIVE, Effect.REPEATABLE)),
    COPY_STATUS(tool(
                    "copy_status",
                    "Ask for a copy",
                    new Behind.OfRoute(Route.PROJECTS_COPY_PATH_STATUS),
                    "Tells how a copy stands. It succeeded when finished is set and copy_error is null.")
            .must("copy_id")
            .saying("copy_id", "the copy, as copy answered it")
            .effects(Effect.NONE)),
    QUERY(tool(
                    "query",
                    "Query the database",
                    new Behind.OfEvent(Event.QUERY),
                    "Reads rows that the account may see, or changes them, in Calque's query language: an object with one"
                            + " table, whose null fields are asked for and whose other fields select. As a list of one"
                            + " object it answers all rows, as an object one. Without any null it sets. Example:"
                            + " {\"projects\":[{\"project_id\":null,\"title\":null}]}.")
            .must("query")
            .may("options")
            .saying("query", "an object with one table")
            .saying("options", "a list of options, such as [{\"limit\": 10}, {\"order_by\": \"-last_edited\"}]")
            .holding(Options.Kind.OBJECT, "query")
            .effects(Effect.DESTRUCTIVE));

    /// What stands behind a tool.
    public sealed interface Behind {
        record OfEvent(Event event) implements Behind {}

        record OfRoute(Route route) implements Behind {}

        /// Answered from what is known of the key.
        record TheGateway() implements Behind {}
    }

    /// What a call may do, for clients that ask a person first.
    public enum Effect {
        /// Changes nothing.
        NONE,
        /// May replace or end something that is there.
        DESTRUCTIVE,
        /// Called again with the same arguments it changes nothing more.
        REPEATABLE,
        /// May reach what is outside of this site.
        OUTSIDE
    }

    private static final String PROJECT_ID = "project_id";
    private static final Map<String, Tool> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Tool::wireName, Function.identity()));

    private final ToolRow row;

    Tool(ToolRow row) {
        this.row = row;
    }

    /// `exec` of API v2 in the form that assistants know: a script, or a program with arguments; how it ended is told,
    /// whatever its exit code.
    private static ToolRow command(String name, String title, String description) {
        return tool(name, title, new Behind.OfRoute(Route.EXEC), description)
                .must(PROJECT_ID, "command")
                .renaming("cwd", "path")
                .filling("bash", "true")
                .filling("err_on_exit", "false")
                .filling("max_output", "50000")
                .saying("command", "a script for bash; with args, a program")
                .saying("args", "arguments of the program, which need no quotes")
                .saying(
                        "cwd",
                        "working directory, relative to the home folder or absolute; the home folder when absent")
                .effects(Effect.DESTRUCTIVE, Effect.OUTSIDE);
    }

    /// The tool of this name.
    public static Optional<Tool> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// What assistants call it by.
    public String wireName() {
        return row.name();
    }

    /// What people see.
    public String title() {
        return row.title();
    }

    /// What it does, in words for an assistant.
    public String description() {
        return row.description();
    }

    /// The operation that a call reaches.
    public Behind behind() {
        return row.behind();
    }

    /// What a call may do.
    public Set<Effect> effects() {
        return row.effects();
    }

    /// What a limited API key must allow for this call.
    public Scope scope() {
        return switch (row.behind()) {
            case Behind.OfEvent(var event) -> event.scope();
            case Behind.OfRoute(var route) -> route.scope();
            case Behind.TheGateway() -> Scope.SELF;
        };
    }

    /// The service that answers it.
    public Service owner() {
        return switch (row.behind()) {
            case Behind.OfEvent(var event) -> event.owner();
            case Behind.OfRoute(var route) -> route.owner();
            case Behind.TheGateway() -> Service.GATEWAY;
        };
    }

    /// The parameters in order, those first that every call must give.
    public List<String> parameters() {
        return row.parameters();
    }

    /// Whether a call without this parameter is refused. A key of a project need not give its `project_id`.
    public boolean requires(String parameter) {
        return row.required().contains(parameter);
    }

    /// What a parameter is called by the operation.
    public String field(String parameter) {
        return row.arguments().renamed().getOrDefault(parameter, parameter);
    }

    /// What a parameter means here, where the operation says it otherwise.
    public Optional<String> meaning(String parameter) {
        return Optional.ofNullable(row.words().get(parameter));
    }

    /// What a parameter holds.
    public Options.Kind kind(String parameter) {
        var narrower = row.kinds().get(parameter);
        return narrower != null
                ? narrower
                : options().all().stream()
                        .filter(it -> it.name().equals(field(parameter)))
                        .findFirst()
                        .orElseThrow()
                        .kind();
    }

    /// The name under which a bare list is answered.
    public Optional<String> list() {
        return Optional.ofNullable(row.list());
    }

    /// Whether it works in one project, which a key of a project does not name.
    public boolean worksInOneProject() {
        return row.required().contains(PROJECT_ID);
    }

    /// Why a key of this kind and these limits may not call it, in words for the caller; empty when it may.
    public Optional<String> refusal(Kind kind, Limits limits) {
        if (kind == Kind.PROJECT && !worksInOneProject() && this != WHOAMI) {
            return Optional.of("'" + wireName() + "' is not for the API key of a project");
        }
        return limits.refusalOf(owner(), scope(), wireName());
    }

    /// What a call asks of the operation.
    ///
    /// @param given   as the assistant wrote it
    /// @param project of the key, when it is one of a project; else null
    /// @throws Misfit with what is wrong, under the names of this tool
    public ObjectNode fields(ObjectNode given, UUID project) throws Misfit {
        var named = JsonNodeFactory.instance.objectNode();
        for (var argument : given.properties()) {
            check(argument.getKey(), argument.getValue());
            named.set(argument.getKey(), argument.getValue());
        }
        if (project != null && worksInOneProject()) {
            nameProject(named, project);
        }
        for (var parameter : row.required()) {
            if (!named.hasNonNull(parameter)) {
                throw new Misfit(parameter + " must be given");
            }
        }
        return row.arguments().fields(JsonNodeFactory.instance.arrayNode().add(named));
    }

    private void check(String parameter, JsonNode value) throws Misfit {
        if (!parameters().contains(parameter)) {
            var shown = parameter.length() <= 40 ? parameter : parameter.substring(0, 40) + "…";
            throw new Misfit("'" + shown + "' is no parameter of " + wireName() + ", which takes "
                    + (parameters().isEmpty() ? "none" : String.join(", ", parameters())));
        }
        var problem = value.isNull() ? Optional.<String>empty() : Options.problem(parameter, kind(parameter), value);
        if (problem.isPresent()) {
            throw new Misfit(problem.get());
        }
    }

    private static void nameProject(ObjectNode named, UUID project) throws Misfit {
        var other = named.path(PROJECT_ID);
        if (other.isTextual() && !other.textValue().equalsIgnoreCase(project.toString())) {
            throw new Misfit("this API key is for project " + project + " and no other");
        }
        named.put(PROJECT_ID, project.toString());
    }

    private Options options() {
        return switch (row.behind()) {
            case Behind.OfEvent(var event) -> event.options();
            case Behind.OfRoute(var route) -> route.options();
            case Behind.TheGateway() -> throw new IllegalStateException(wireName() + " takes nothing");
        };
    }
}
