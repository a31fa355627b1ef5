package org.calque.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A documentation comment, taken apart.
///
/// @param text   without the paragraph that names the source
/// @param params what it says about each component
public record Comment(String text, Map<String, String> params) {
    private static final Pattern TAG = Pattern.compile("^\\s*@(\\w+)\\s*", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[#?([A-Za-z.]+)](?![(:])");

    public static Comment of(String comment) {
        var tags = TAG.matcher(comment).results().toList();
        var head =
                tags.isEmpty() ? comment : comment.substring(0, tags.getFirst().start());
        var params = new LinkedHashMap<String, String>();
        for (int i = 0; i < tags.size(); i++) {
            var end = i + 1 < tags.size() ? tags.get(i + 1).start() : comment.length();
            var words = line(comment.substring(tags.get(i).end(), end)).split(" ", 2);
            if (tags.get(i).group(1).equals("param") && words.length == 2) {
                params.put(words[0], words[1]);
            }
        }
        var text = Pattern.compile("\\n\\s*\\n")
                .splitAsStream(head)
                .map(Comment::line)
                .filter(it -> !it.isEmpty() && !it.startsWith("Source:"))
                .collect(Collectors.joining("\n\n"));
        return new Comment(text, params);
    }

    /// For a cell of a table.
    public String cell() {
        return text.replace("\n\n", " ").replace("|", "\\|");
    }

    private static String line(String text) {
        return LINK.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("`$1`");
    }
}
