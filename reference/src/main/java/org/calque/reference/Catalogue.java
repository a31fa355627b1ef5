package org.calque.reference;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.calque.messages.Answers;
import org.calque.messages.Event;
import org.calque.messages.Function;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Route;
import org.calque.messages.Scope;
import org.calque.messages.Service;
import org.calque.messages.Stream;
import org.calque.messages.bridge.NotNeeded;
import org.calque.reference.Operation.Answer;
import org.calque.reference.Operation.Face;

/// Reads the reference off the tables: records by reflection, comments from their sources, examples and refusals from
/// the files that the tests run.
final class Catalogue {
    /// The name of an answer that a request does not tell of.
    static final String UNSAID = "Unsaid";

    private final Comments comments;
    private final Scenarios scenarios;
    private final Authorisations authorisations;
    private final Records records;

    /// @param root the folder of the project
    Catalogue(Path root) throws IOException {
        comments = new Comments(root.resolve("messages/src/main/java"));
        scenarios = new Scenarios(root.resolve("local-launcher/src/test/resources/scenarios"));
        authorisations = new Authorisations(root.resolve("messages/src/test/resources"));
        records = new Records(comments);
    }

    Reference read() throws IOException {
        var operations = new ArrayList<Operation>();
        for (var event : Event.values()) {
            operations.add(operation(
                    Face.V1,
                    event.wireName(),
                    "POST",
                    "/api/v1/" + event.wireName(),
                    event.owner(),
                    event.scope(),
                    !event.blankKeyAllowed(),
                    event.request(),
                    Stream.Content.JSON));
        }
        for (var route : Route.values()) {
            operations.add(operation(
                    Face.V2,
                    route.path(),
                    "POST",
                    "/api/v2/" + route.path(),
                    route.owner(),
                    route.scope(),
                    route.scope() != Scope.OPEN,
                    route.request(),
                    Stream.Content.JSON));
        }
        for (var stream : Stream.values()) {
            operations.add(operation(
                    Face.STREAM,
                    stream.path(),
                    stream.method().name(),
                    "/api/v2/" + stream.path(),
                    stream.owner(),
                    stream.scope(),
                    stream.scope() != Scope.OPEN,
                    stream.request(),
                    stream.content()));
        }
        for (var function : Function.values()) {
            operations.add(operation(function));
        }
        return new Reference(List.copyOf(operations), records.parts());
    }

    private Operation operation(Function function) throws IOException {
        var whole = operation(
                Face.BRIDGE,
                function.wireName(),
                "POST",
                "/api/conat/" + function.face().wireName(),
                function.request() == NotNeeded.class ? Service.GATEWAY : function.owner(),
                function.scope(),
                true,
                function.request(),
                Stream.Content.JSON);
        return whole.withArguments(
                Functions.fields(function, whole.fields()),
                function.arguments().form(),
                Functions.answers(function, whole.answers()));
    }

    private Operation operation(
            Face face,
            String name,
            String method,
            String path,
            Service owner,
            Scope scope,
            boolean keyNeeded,
            Class<? extends Request> request,
            Stream.Content content)
            throws IOException {
        var comment = comments.of(request);
        if (comment.text().isBlank()) {
            throw new IllegalStateException(request.getName() + " has no comment that says what it does");
        }
        var folder = folder(face, name, method, path);
        var cases = scenarios.of(folder);
        var refusals = java.util.stream.Stream.concat(authorisations.of(folder).stream(), cases.refusals().stream())
                .map(Scenarios::readable)
                .filter(it -> !it.equals(Scenarios.SOMETHING))
                .distinct()
                .toList();
        return new Operation(
                face,
                name,
                method,
                path,
                owner == Service.NOBODY ? null : owner.wireName(),
                scope,
                keyNeeded,
                comment.text(),
                records.request(request),
                null,
                content,
                answers(face, request, content),
                refusals,
                cases.examples(),
                cases.shown());
    }

    /// Where the scenarios of an operation are.
    static String folder(Face face, String name, String method, String path) {
        return switch (face) {
            case V1 -> "v1/" + name;
            case V2 -> "v2/" + name;
            case STREAM -> "streams/" + name + "/" + method.toLowerCase(Locale.ROOT);
            case BRIDGE -> path.substring("/api/".length()) + "/" + name;
        };
    }

    private List<Answer> answers(Face face, Class<? extends Request> request, Stream.Content content) {
        var answers = new ArrayList<Answer>();
        for (var nested : comments.nestedIn(request)) {
            if (Reply.class.isAssignableFrom(nested)) {
                answers.add(answer(face, nested));
            }
        }
        var besides = request.getAnnotation(Answers.class);
        if (besides != null) {
            for (var type : besides.value()) {
                answers.add(answer(face, type, besides.listed()));
            }
        }
        if (answers.isEmpty() && besides == null && content == Stream.Content.JSON) {
            answers.add(new Answer(UNSAID, null, "", List.of(), FieldType.of(FieldType.Kind.ANY)));
        }
        return List.copyOf(answers);
    }

    private Answer answer(Face face, Class<?> type, boolean listed) {
        if (!listed && type.isRecord() && Reply.class.isAssignableFrom(type)) {
            return answer(face, type);
        }
        var each = records.type(type);
        return new Answer(
                type.getSimpleName(), null, "Answered bare.", List.of(), listed ? FieldType.listOf(each) : each);
    }

    private Answer answer(Face face, Class<?> type) {
        var event = type.getAnnotation(JsonTypeName.class);
        return new Answer(
                records.nameOf(type),
                face == Face.V1 ? event == null ? Records.wireName(type.getSimpleName()) : event.value() : null,
                comments.of(type).text(),
                records.reply(type),
                null);
    }
}
