package org.calque.reference;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// The documentation comments of one source file, which no class file carries.
public final class SourceText {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /// A declaration and the comment before it; the comment is empty when there is none.
    public record Declared<T extends Tree>(T tree, String comment) {}

    private final Map<String, Declared<ClassTree>> types = new LinkedHashMap<>();
    private final Map<String, Map<String, Declared<MethodTree>>> methods = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();

    private SourceText() {}

    public static SourceText of(Path file) {
        try (var files = COMPILER.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    COMPILER.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            var comments = DocTrees.instance(task);
            var text = new SourceText();
            for (CompilationUnitTree unit : task.parse()) {
                text.new Collector(comments).scan(new TreePath(unit), null);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every type by its name within the file, such as `ApiKeys.Key`, in the order of the file.
    public Map<String, Declared<ClassTree>> types() {
        return types;
    }

    public Map<String, Declared<MethodTree>> methodsOf(String type) {
        return methods.getOrDefault(type, Map.of());
    }

    /// Every constant of an enum or class of the file, by its name, with its comment.
    Map<String, String> constants() {
        return constants;
    }

    private final class Collector extends TreePathScanner<Void, String> {
        private final DocTrees comments;

        private Collector(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            var name = (outer == null ? "" : outer + ".") + type.getSimpleName();
            types.put(name, new Declared<>(type, comment()));
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            methods.computeIfAbsent(type, _ -> new LinkedHashMap<>())
                    .put(method.getName().toString(), new Declared<>(method, comment()));
            return null;
        }

        @Override
        public Void visitVariable(VariableTree variable, String type) {
            constants.putIfAbsent(variable.getName().toString(), comment());
            return null;
        }

        private String comment() {
            return Optional.ofNullable(comments.getDocComment(getCurrentPath())).orElse("");
        }
    }
}
