package org.calque.gateway.pages.docs;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.calque.gateway.pages.Assets;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;
import org.calque.gateway.pages.docs.DocsTemplates.Entry;
import org.calque.gateway.pages.docs.DocsTemplates.Group;
import org.calque.gateway.pages.docs.DocsTemplates.Reply;
import org.calque.gateway.pages.docs.DocsTemplates.Row;
import org.calque.gateway.pages.docs.DocsTemplates.Sample;
import org.calque.gateway.pages.docs.DocsTemplates.Shown;
import org.calque.messages.Json;
import org.calque.reference.FieldInfo;
import org.calque.reference.FieldType;
import org.calque.reference.Operation;
import org.calque.reference.Operation.Face;
import org.calque.reference.Reference;

/// The reference for people: everything that can be called, and a page for each with which it can be tried out.
@Singleton
class DocsPages implements PageFamily {
    /// Read when somebody first looks, so that a gateway that nobody reads does without it.
    private static final class Book {
        private static final Reference REFERENCE = Reference.built();
    }

    @Override
    public void addTo(Site site) {
        site.get("/docs", this::index).get("/docs/{operation}", this::operation);
    }

    private Page index(Visit visit) {
        var wanted = visit.query().one("q").strip();
        var groups = new LinkedHashMap<String, List<Entry>>();
        int found = 0;
        for (var operation : Book.REFERENCE.operations()) {
            if (operation.owner() != null && fits(operation, wanted)) {
                found++;
                groups.computeIfAbsent(operation.face().title() + ": " + operation.owner(), _ -> new ArrayList<>())
                        .add(new Entry(
                                operation.id(),
                                operation.method(),
                                place(operation),
                                Prose.line(operation.summary()),
                                words(operation)));
            }
        }
        return Page.shown(DocsTemplates.index(
                visit.frame(),
                Assets.docsScript(),
                wanted,
                found,
                groups.entrySet().stream()
                        .map(it -> new Group(it.getKey(), it.getValue()))
                        .toList()));
    }

    private Page operation(Visit visit) {
        var operation = Book.REFERENCE.operations().stream()
                .filter(it -> it.id().equals(visit.variable("operation")))
                .findFirst()
                .orElseThrow(
                        () -> new NotShown(404, "This cannot be called", "Nothing of this name is in the reference."));
        return Page.shown(DocsTemplates.operation(
                        visit.frame(), Assets.docsScript(), shown(operation, visit.publicUrl())))
                .callingItsOwnSite();
    }

    /// Functions of the bridge share a path.
    private static String place(Operation operation) {
        return operation.face() == Face.BRIDGE ? operation.path() + " " + operation.name() : operation.path();
    }

    /// What a search looks at.
    private static String words(Operation operation) {
        var names = operation.name().replace('_', ' ') + " " + String.join(" ", fieldNames(operation));
        return (place(operation) + " " + names + " " + operation.summary()).toLowerCase(Locale.ROOT);
    }

    private static List<String> fieldNames(Operation operation) {
        return operation.fields().stream().map(FieldInfo::name).toList();
    }

    private static boolean fits(Operation operation, String wanted) {
        var text = words(operation) + " " + operation.meaning().toLowerCase(Locale.ROOT);
        for (var word : wanted.toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static Shown shown(Operation operation, URI url) {
        var replies = operation.answers().stream()
                .map(it -> new Reply(
                        it.event() == null ? "Reply" : "Reply " + it.event(),
                        it.name(),
                        Prose.paragraphs(
                                it.bare() == null
                                        ? it.meaning()
                                        : "Answered bare: " + it.bare().words() + "."),
                        told(it.fields())))
                .toList();
        boolean post = operation.face() != Face.STREAM;
        var sample = operation.examples().isEmpty()
                ? "{}"
                : pretty(operation.examples().getFirst().request());
        return new Shown(
                operation.id(),
                operation.method(),
                operation.path(),
                operation.name(),
                Prose.paragraphs(operation.meaning()),
                Prose.line(access(operation)),
                Prose.line(operation.takes()),
                rows(operation.fields()),
                replies,
                parts(operation),
                operation.refusals().stream().map(String::strip).toList(),
                operation.examples().stream()
                        .map(it -> new Sample(it.shows(), pretty(it.request()), pretty(it.reply())))
                        .toList(),
                curl(operation, url),
                sample,
                post,
                operation.face() == Face.BRIDGE);
    }

    private static List<Reply> parts(Operation operation) {
        var names = new LinkedHashSet<String>();
        operation.answers().forEach(answer -> {
            collect(answer.bare(), names);
            answer.fields().forEach(field -> collect(field.type(), names));
        });
        return names.stream()
                .flatMap(name -> Book.REFERENCE.part(name).stream())
                .map(it -> new Reply(it.name(), it.name(), Prose.paragraphs(it.meaning()), told(it.fields())))
                .toList();
    }

    private static void collect(FieldType type, Set<String> names) {
        if (type == null) {
            return;
        }
        if (type.part() != null && names.add(type.part())) {
            Book.REFERENCE
                    .part(type.part())
                    .ifPresent(it -> it.fields().forEach(field -> collect(field.type(), names)));
        }
        collect(type.of(), names);
    }

    /// Fields of an answer: nobody is required to give them.
    private static List<Row> told(List<FieldInfo> fields) {
        return rows(fields.stream().map(FieldInfo::optional).toList());
    }

    private static List<Row> rows(List<FieldInfo> fields) {
        return fields.stream()
                .map(it -> new Row(
                        it.name(),
                        Prose.line(it.kind()),
                        it.required() && it.standard() == null,
                        it.standard() == null ? "" : it.standard().toString(),
                        Prose.line(it.meaning())))
                .toList();
    }

    private static String access(Operation operation) {
        var answered = operation.owner() == null
                ? "Declared, and answered by nobody."
                : "Answered by the " + operation.owner() + " service.";
        return answered
                + switch (operation.scope()) {
                    case READ, WRITE, EXEC, ADMIN ->
                        " An API key that has scopes needs `"
                                + operation.scope().wireName() + "`.";
                    case OWNER -> " Not for an API key that has limits.";
                    case OPEN -> operation.keyNeeded() ? "" : " No key is needed.";
                    case SELF -> "";
                };
    }

    private static String curl(Operation operation, URI url) {
        if (operation.face() != Face.STREAM) {
            var body = operation.examples().isEmpty()
                    ? "{}"
                    : operation.examples().getFirst().request().toString();
            return "curl -u \"$KEY:\" -H 'Content-Type: application/json' \\\n  -d '" + body.replace("'", "'\\''")
                    + "' \\\n  " + url + operation.path();
        }
        var query = operation.fields().stream()
                .filter(FieldInfo::required)
                .map(it -> it.name() + "=$" + it.name().toUpperCase(Locale.ROOT))
                .toList();
        return "curl -N -u \"$KEY:\" " + (operation.method().equals("PUT") ? "-T file " : "") + "\\\n  \"" + url
                + operation.path() + "?" + String.join("&", query) + "\"";
    }

    private static String pretty(JsonNode json) {
        try {
            return Json.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(json)
                    .replace("\" : ", "\": ");
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
