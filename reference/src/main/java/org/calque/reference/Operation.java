package org.calque.reference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.calque.messages.Arguments;
import org.calque.messages.Scope;
import org.calque.messages.Stream;

/// One thing that can be called.
///
/// @param name       wire name of the event or function, or path below `/api/v2/`
/// @param method     of HTTP
/// @param path       of HTTP, whole
/// @param owner      the service that answers it; null when it is declared and answered by nobody
/// @param scope      what a limited API key must allow
/// @param keyNeeded  whether a call without any key is refused
/// @param meaning    what it does
/// @param fields     what it takes
/// @param form       where in the list of arguments of a function the fields stand; else null
/// @param content    what its answer carries
/// @param answers    what it answers when it succeeds; empty when nobody offers it yet
/// @param refusals   in which words it is refused, as the tests have it
/// @param examples   tested calls with their answers, the best first
/// @param cases      what else is tested, in words
public record Operation(
        Face face,
        String name,
        String method,
        String path,
        String owner,
        Scope scope,
        boolean keyNeeded,
        String meaning,
        List<FieldInfo> fields,
        Arguments.Form form,
        Stream.Content content,
        List<Answer> answers,
        List<String> refusals,
        List<Example> examples,
        List<String> cases) {
    /// The doors of the API, each with its own manners.
    public enum Face {
        V1("API v1"),
        V2("API v2"),
        STREAM("Streams of API v2"),
        BRIDGE("The bridge");

        private final String title;

        Face(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// A successful answer.
    ///
    /// @param event  its name on the wire in API v1, else null
    /// @param bare   the type of an answer that is not an object with fields; else null
    /// @param name   of the record
    public record Answer(String name, String event, String meaning, List<FieldInfo> fields, FieldType bare) {}

    /// A call that the tests make of the running system.
    ///
    /// @param shows   what it shows, in words
    /// @param request what is sent; null for a call without a body
    public record Example(String shows, int status, JsonNode request, JsonNode reply) {
        /// Whether the call does what it is there for.
        @JsonIgnore
        public boolean succeeds() {
            return status / 100 == 2
                    && !reply.has("error")
                    && !reply.path("event").asText().matches("error|.*_failed");
        }
    }

    /// The same, called with a list of arguments.
    Operation withArguments(List<FieldInfo> itsFields, Arguments.Form itsForm, List<Answer> itsAnswers) {
        return new Operation(
                face,
                name,
                method,
                path,
                owner,
                scope,
                keyNeeded,
                meaning,
                itsFields,
                itsForm,
                content,
                itsAnswers,
                refusals,
                examples,
                cases);
    }

    /// Where the fields stand, in a few words.
    @JsonIgnore
    public String takes() {
        if (face == Face.BRIDGE && fields.isEmpty()) {
            return "Arguments";
        }
        return switch (face) {
            case V1, V2 -> "Options";
            case STREAM -> "Parameters of the query string";
            case BRIDGE ->
                switch (form) {
                    case OBJECT -> "The first argument, an object";
                    case IN_OPTS -> "`opts` of the first argument, an object";
                    case POSITIONS -> "The arguments, in this order";
                };
        };
    }

    /// The first sentence of the meaning.
    @JsonIgnore
    public String summary() {
        int end = meaning.indexOf(". ");
        var first = end < 0 ? meaning.lines().findFirst().orElse("") : meaning.substring(0, end);
        return first.lines().findFirst().orElse("").replaceFirst("[.:]$", "");
    }

    /// A name that no other operation has and that may stand in an address.
    @JsonIgnore
    public String id() {
        var flat = name.replaceAll("[/.-]", "_");
        return switch (face) {
            case V1 -> "v1_" + flat;
            case V2 -> "v2_" + flat;
            case STREAM -> "v2_" + method.toLowerCase(Locale.ROOT) + "_" + flat;
            case BRIDGE -> path.substring(path.lastIndexOf('/') + 1) + "_" + flat;
        };
    }
}
