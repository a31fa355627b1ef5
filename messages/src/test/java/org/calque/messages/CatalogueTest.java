package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the catalogue against the facts of the contract, which stand in `v1-messages.json`.
class CatalogueTest {
    /// Kept alive from older revisions of the API, so not among the facts.
    private static final Set<String> KEPT_ALIVE = Set.of(
            "create_project",
            "touch_project",
            "invite_collaborator",
            "invite_noncloud_collaborators",
            "add_collaborator",
            "remove_collaborator",
            "add_license_to_project",
            "remove_license_from_project",
            "copy_public_path_between_projects",
            "forgot_password",
            "reset_forgot_password",
            "revoke_auth_token",
            "delete_account",
            "change_password",
            "change_email_address",
            "unlink_passport",
            "user_search",
            "get_usernames",
            "public_get_directory_listing",
            "public_get_text_file");

    private static final Set<String> BLANK_KEY =
            Set.of("ping", "user_search", "get_usernames", "public_get_directory_listing", "public_get_text_file");

    private static final JsonNode CONTRACT = contract();

    @TestFactory
    Stream<DynamicTest> everyEventOfTheContractDeclaresExactlyItsOptions() {
        return CONTRACT.properties().stream()
                .filter(it -> it.getValue().path("api").asBoolean())
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> {
                    var event = Event.named(it.getKey()).orElseThrow();
                    var expected = new TreeMap<String, Boolean>();
                    it.getValue()
                            .path("fields")
                            .properties()
                            .forEach(field -> expected.put(
                                    field.getKey(),
                                    field.getValue().path("required").asBoolean()));
                    expected.remove("id");
                    var declared = new TreeMap<String, Boolean>();
                    event.options().all().forEach(option -> declared.put(option.name(), option.required()));
                    assertEquals(expected, declared);
                }));
    }

    @Test
    void noEventIsCallableThatTheContractDoesNotName() {
        for (Event event : Event.values()) {
            assertTrue(
                    KEPT_ALIVE.contains(event.wireName())
                            || CONTRACT.path(event.wireName()).path("api").asBoolean(),
                    event.wireName());
        }
    }

    @Test
    void aBlankKeyIsForFewEventsAndNoKeyIsTooLimitedForThem() {
        for (Event event : Event.values()) {
            assertEquals(BLANK_KEY.contains(event.wireName()), event.blankKeyAllowed(), event.wireName());
            assertTrue(!event.blankKeyAllowed() || event.scope() == Scope.OPEN, event.wireName());
        }
    }

    @Test
    void everyOtherDefinitionIsKnownByName() {
        var others = new TreeSet<String>();
        CONTRACT.properties().forEach(it -> {
            if (!it.getValue().path("api").asBoolean() && !KEPT_ALIVE.contains(it.getKey())) {
                others.add(it.getKey());
            }
        });
        assertTrue(NotCallable.names().containsAll(others));
        for (String name : NotCallable.names()) {
            assertFalse(Event.named(name).isPresent(), name);
        }
    }

    @Test
    void aRequestRecordIsNamedAfterItsEventOrPath() {
        for (Event event : Event.values()) {
            assertEquals(javaName(event.wireName()), event.request().getSimpleName());
        }
        for (Route route : Route.values()) {
            assertEquals(javaName(route.path()), route.request().getSimpleName());
        }
    }

    @Test
    void aPathThatIsAnsweredIsNotSaidToBeMissing() {
        for (NotOffered row : NotOffered.values()) {
            for (String path : row.paths()) {
                assertTrue(
                        Route.at(path).isEmpty()
                                && org.calque.messages.Stream.at(path).isEmpty(),
                        path);
            }
        }
    }

    private static String javaName(String wireName) {
        var name = new StringBuilder();
        for (String word : wireName.split("[_/-]")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static JsonNode contract() {
        try (var json = CatalogueTest.class.getResourceAsStream("/v1-messages.json")) {
            return Json.MAPPER.readTree(json);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
