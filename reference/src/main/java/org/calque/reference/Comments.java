package org.calque.reference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The comments of records, read from their sources.
final class Comments {
    private final Path sources;
    private final Map<Class<?>, SourceText> byFile = new HashMap<>();

    Comments(Path sources) {
        this.sources = sources;
    }

    /// @throws IllegalStateException when it describes a component that the record does not have
    Comment of(Class<?> type) {
        var declared = source(type).types().get(nameInFile(type));
        if (declared == null) {
            throw new IllegalStateException(type.getName() + " is not in its source file");
        }
        var comment = Comment.of(declared.comment());
        if (type.isRecord()) {
            var components = Arrays.stream(type.getRecordComponents())
                    .map(it -> it.getName())
                    .toList();
            comment.params().keySet().stream()
                    .filter(it -> !components.contains(it))
                    .findFirst()
                    .ifPresent(gone -> {
                        throw new IllegalStateException(
                                type.getName() + " describes '" + gone + "', which it does not have");
                    });
        }
        return comment;
    }

    /// The records nested in this one, in the order of the file.
    List<Class<?>> nestedIn(Class<?> type) {
        var nested = Arrays.asList(type.getDeclaredClasses());
        return source(type).types().keySet().stream()
                .<Class<?>>flatMap(name -> nested.stream()
                        .filter(it -> it.isRecord() && nameInFile(it).equals(name)))
                .toList();
    }

    private SourceText source(Class<?> type) {
        var outermost = outermost(type);
        return byFile.computeIfAbsent(
                outermost, it -> SourceText.of(sources.resolve(it.getName().replace('.', '/') + ".java")));
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
    }

    private static String nameInFile(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
