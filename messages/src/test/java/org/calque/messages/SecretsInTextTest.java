package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A record that is written into a log, whole or within another, shows no secret that it carries.
class SecretsInTextTest {
    private static final Pattern SECRET = Pattern.compile(".*(password|token|secret|cookie|apikey|authorization)");
    private static final String VALUE = "hunter2-must-not-be-seen";

    @Test
    void noMessageShowsASecretInItsText() throws ReflectiveOperationException {
        var carriers = 0;
        var talkative = new ArrayList<String>();
        for (Class<?> type : all()) {
            if (Arrays.stream(type.getRecordComponents()).noneMatch(SecretsInTextTest::isSecret)) {
                continue;
            }
            carriers++;
            if (filled(type).toString().contains(VALUE)) {
                talkative.add(type.getSimpleName());
            }
        }
        assertEquals(List.of(), talkative, "give these records a toString without their secrets");
        assertFalse(carriers < 5, "the messages with secrets are not found any longer");
    }

    private static List<Class<?>> all() {
        return Stream.concat(
                        Stream.concat(
                                Arrays.stream(Event.values()).map(Event::request),
                                Arrays.stream(Route.values()).map(Route::request)),
                        Stream.of(Caller.class))
                .distinct()
                .flatMap(SecretsInTextTest::withNested)
                .filter(Class::isRecord)
                .toList();
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Arrays.stream(type.getDeclaredClasses()).flatMap(SecretsInTextTest::withNested));
    }

    private static boolean isSecret(RecordComponent component) {
        return (component.getType() == String.class || component.getType() == JsonNode.class)
                && SECRET.matcher(component.getName().toLowerCase(Locale.ROOT)).matches()
                && !component.getName().startsWith("get");
    }

    private static Object filled(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(
                    Arrays.stream(components).map(SecretsInTextTest::value).toArray());
        } catch (InvocationTargetException refused) {
            throw new AssertionError(type + " cannot be filled for this test", refused.getCause());
        }
    }

    private static Object value(RecordComponent component) {
        var type = component.getType();
        if (isSecret(component)) {
            return type == String.class ? VALUE : TextNode.valueOf(VALUE);
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == Set.class) {
            return Set.of();
        }
        return type == Limits.class ? Limits.NONE : null;
    }
}
