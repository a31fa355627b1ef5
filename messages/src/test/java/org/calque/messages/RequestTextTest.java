package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A request may end up in a log as a text, and its secrets must not.
class RequestTextTest {
    private static final String SECRET = "0d8f4b2c-secret";
    private static final Pattern SECRETS = Pattern.compile("password|token|secret|reset_?code|resetid");

    @TestFactory
    Stream<DynamicTest> noRequestWritesItsSecrets() {
        return requests()
                .filter(it -> Arrays.stream(it.getRecordComponents()).anyMatch(RequestTextTest::isSecret))
                .map(it -> DynamicTest.dynamicTest(it.getSimpleName(), () -> {
                    var text = withSecrets(it).toString();
                    assertFalse(text.contains(SECRET), text);
                }));
    }

    @Test
    void thereAreRequestsWithSecrets() {
        assertTrue(requests()
                .flatMap(it -> Arrays.stream(it.getRecordComponents()))
                .anyMatch(RequestTextTest::isSecret));
    }

    private static Stream<Class<? extends Request>> requests() {
        return Stream.concat(
                Arrays.stream(Event.values()).map(Event::request),
                Arrays.stream(Route.values()).map(Route::request));
    }

    private static boolean isSecret(RecordComponent component) {
        return component.getType() == String.class
                && SECRETS.matcher(component.getName().toLowerCase(Locale.ROOT)).find();
    }

    private static Object withSecrets(Class<? extends Request> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(it -> isSecret(it) ? SECRET : null)
                .toArray();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
