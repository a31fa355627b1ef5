package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nobody adds a call of accounts-service without saying who may make it: in `authorisation.txt`, whose every line is
/// tried on the running system by the test of the same name in local-launcher.
class AuthorisationMatrixTest {
    private static final Pattern CALL = Pattern.compile("(v1|v2) (\\S+) .*");

    @Test
    void theFileNamesEveryCallOfAccountsServiceOnceAndNothingElse() throws IOException {
        var calls = new TreeSet<String>();
        Event.answeredBy(Service.ACCOUNTS).forEach(it -> calls.add("v1 " + it.wireName()));
        Arrays.stream(Route.values())
                .filter(it -> it.owner() == Service.ACCOUNTS || it.path().startsWith("admin/"))
                .forEach(it -> calls.add("v2 " + it.path()));
        var named = named();
        assertFalse(named.isEmpty());
        assertEquals(String.join("\n", calls), String.join("\n", new TreeSet<>(named)));
        assertEquals(calls.size(), named.size(), "a call that stands there twice");
    }

    private static List<String> named() throws IOException {
        try (var file = AuthorisationMatrixTest.class.getResourceAsStream("/authorisation.txt")) {
            Stream<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.map(CALL::matcher)
                    .filter(it -> it.matches())
                    .map(it -> it.group(1) + " " + it.group(2))
                    .toList();
        }
    }
}
