package org.calque.k8s;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Finds fields that the Kubernetes API does not have. The models take them silently and keep them apart.
final class UnknownFields {
    private static final String MODELS = "io.fabric8.kubernetes.api.model.";
    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    static List<String> in(Object model, String name) {
        var walk = new UnknownFields();
        walk.visit(model, name);
        return walk.found;
    }

    private void visit(Object value, String path) {
        switch (value) {
            case null -> {}
            case Collection<?> items -> items.forEach(it -> visit(it, path + "[]"));
            case Map<?, ?> map -> map.forEach((key, it) -> visit(it, path + "." + key));
            case Object model when model.getClass().getName().startsWith(MODELS) -> visitModel(model, path);
            default -> {}
        }
    }

    private void visitModel(Object model, String path) {
        for (Method getter : model.getClass().getMethods()) {
            if (getter.getParameterCount() > 0 || !getter.getName().startsWith("get")) {
                continue;
            }
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) read(getter, model)).keySet().forEach(it -> found.add(path + "." + it));
            } else {
                visit(read(getter, model), path + "." + getter.getName().substring(3));
            }
        }
    }

    private static Object read(Method getter, Object model) {
        try {
            return getter.invoke(model);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter.toString(), e);
        }
    }
}
