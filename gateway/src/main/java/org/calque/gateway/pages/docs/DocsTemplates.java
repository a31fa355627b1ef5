package org.calque.gateway.pages.docs;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.calque.gateway.pages.Frame;

@CheckedTemplate(basePath = "docs")
final class DocsTemplates {
    private DocsTemplates() {}

    /// Something that can be called, in a list.
    ///
    /// @param words what a search looks at
    public record Entry(String id, String method, String path, String summary, String words) {}

    /// What one service answers at one face.
    public record Group(String title, List<Entry> entries) {}

    /// A field; what is HTML was made of comments of our own sources.
    public record Row(String name, String kind, boolean required, String standard, String meaning) {}

    /// A reply, or a part of one.
    public record Reply(String title, String anchor, String meaning, List<Row> rows) {}

    /// A tested call.
    public record Sample(String shows, String request, String reply) {}

    /// All about one operation.
    public record Shown(
            String id,
            String method,
            String path,
            String title,
            String meaning,
            String access,
            String takes,
            List<Row> fields,
            List<Reply> replies,
            List<Reply> parts,
            List<String> refusals,
            List<Sample> samples,
            String curl,
            String body,
            boolean triable,
            boolean bridge) {}

    static native TemplateInstance index(Frame frame, String script, String wanted, int found, List<Group> groups);

    static native TemplateInstance operation(Frame frame, String script, Shown it);
}
