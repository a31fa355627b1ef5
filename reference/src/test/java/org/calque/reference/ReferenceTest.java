package org.calque.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.calque.messages.Event;
import org.calque.messages.Function;
import org.calque.messages.Route;
import org.calque.messages.Stream;
import org.calque.reference.Operation.Face;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private final Reference reference = Reference.built();

    @Test
    void everyRowOfTheTablesIsInIt() {
        assertEquals(Event.values().length, reference.of(Face.V1).size());
        assertEquals(Route.values().length, reference.of(Face.V2).size());
        assertEquals(Stream.values().length, reference.of(Face.STREAM).size());
        assertEquals(Function.values().length, reference.of(Face.BRIDGE).size());
    }

    @Test
    void everyEventPathStreamAndFunctionHasAnExampleThatTheTestsRun() {
        var without = new TreeSet<String>();
        for (var operation : reference.operations()) {
            if (operation.examples().isEmpty() && !operation.name().equals(TELLS_OF_OTHERS)) {
                without.add(operation.path());
            }
        }
        assertEquals(new TreeSet<String>(), without);
    }

    @Test
    void whatIsOfferedHasAnExampleThatSucceeds() {
        var without = new TreeSet<String>();
        for (var operation : reference.operations()) {
            if (!operation.answers().isEmpty()
                    && operation.examples().stream().noneMatch(Operation.Example::succeeds)
                    && !NEEDS_THE_WORLD.contains(operation.name())) {
                without.add(operation.path() + " " + operation.name());
            }
        }
        assertEquals(new TreeSet<String>(), without);
    }

    /// What it answers depends on what everybody has published, so no scenario can spell it out.
    private static final String TELLS_OF_OTHERS = "public-paths/listing-cached";

    /// The tests have no mail server and reach no other computer: the answer is that.
    private static final List<String> NEEDS_THE_WORLD = List.of(
            "forgot_password",
            "reset_forgot_password",
            "auth/password-reset",
            "auth/redeem-password-reset",
            "auth/redeem-verify-email",
            "accounts/send-verification-email",
            "support/create-ticket",
            "projects/copy-url",
            TELLS_OF_OTHERS,
            "copies/webhooks/redeliver",
            "system.sendEmailVerification",
            "projects.inviteCollaboratorWithoutAccount",
            "org.getAll",
            "org.createToken");

    @Test
    void defaultsAreThoseOfTheCode() {
        var exec = reference.operations().stream()
                .filter(it -> it.name().equals("project_exec"))
                .findFirst()
                .orElseThrow();
        var timeout = exec.fields().stream()
                .filter(it -> it.name().equals("timeout"))
                .findFirst()
                .orElseThrow();
        assertEquals(10.0, timeout.standard().asDouble());
        assertEquals("seconds", timeout.unit());
        assertFalse(timeout.meaning().isBlank());
    }

    @Test
    void theBridgeAsksForAKeyWhateverIsCalled() {
        assertEquals(
                List.of(),
                reference.of(Face.BRIDGE).stream().filter(it -> !it.keyNeeded()).toList());
    }

    @Test
    void aFunctionTakesWhatClientsOfTheBridgeCallItsFields() {
        assertEquals(List.of("src", "path", "dest", "target", "replace"), fieldsOf("project_system_renameFile"));
        assertEquals(List.of("aspect", "no_cache"), fieldsOf("project_system_configuration"));
        assertEquals(List.of("user_account_id", "password"), fieldsOf("hub_system_generateUserAuthToken"));
    }

    private List<String> fieldsOf(String id) {
        return reference.of(Face.BRIDGE).stream()
                .filter(it -> it.id().equals(id))
                .flatMap(it -> it.fields().stream())
                .map(FieldInfo::name)
                .toList();
    }

    @Test
    void everyRequestSaysWhatItIsAnsweredWith() {
        var silent = new TreeSet<String>();
        for (var operation : reference.operations()) {
            if (operation.answers().stream().anyMatch(it -> it.name().equals(Catalogue.UNSAID))) {
                silent.add(operation.path() + ": nest a Reply in its record, or add @Answers");
            }
        }
        assertEquals(new TreeSet<String>(), silent);
    }

    @Test
    void noTwoOperationsHaveTheSameId() {
        var ids = new HashSet<String>();
        reference.operations().forEach(it -> assertEquals(true, ids.add(it.id()), it.id()));
    }
}
