package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {
    private static final UUID PROJECT = UUID.randomUUID();

    @Test
    void withoutLimitsEverythingIsAllowed() {
        for (Event event : Event.values()) {
            assertEquals(Optional.empty(), Limits.NONE.refusalOf(event), event.wireName());
        }
        for (Route route : Route.values()) {
            assertEquals(Optional.empty(), Limits.NONE.refusalOf(route), route.path());
        }
        assertTrue(Limits.NONE.allow(PROJECT));
        assertTrue(Limits.NONE.allowFrom("192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "read,          READ,  PROJECTS, true",
        "read,          WRITE, PROJECTS, false",
        "write,         READ,  PROJECTS, false",
        "write,         WRITE, BILLING,  true",
        "exec,          EXEC,  PROJECTS, true",
        "exec,          ADMIN, ACCOUNTS, false",
        "admin,         ADMIN, ACCOUNTS, true",
        "admin,         OWNER, ACCOUNTS, false",
        "admin,         SELF,  ACCOUNTS, true",
        "projects:exec, EXEC,  PROJECTS, true",
        "projects:exec, READ,  PROJECTS, false",
        "copy:read,     READ,  COPY,     true",
        "copy:read,     READ,  PROJECTS, false",
        "copy:read,     OPEN,  GATEWAY,  true"
    })
    void aScopeAllowsItsOwnCallsOnly(String scope, Scope needed, Service service, boolean allowed) {
        var limits = new Limits(Set.of(scope), null, null);
        assertEquals(allowed, limits.refusalOf(service, needed, "it").isEmpty());
    }

    @Test
    void aRefusalNamesTheMissingScope() {
        assertEquals(
                Optional.of("the API key lacks the scope 'exec' that 'project_exec' needs"),
                new Limits(Set.of("read", "copy:exec"), null, null).refusalOf(Event.PROJECT_EXEC));
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"ADMIN", "OWNER"})
    void aKeyThatIsLimitedInAnyWayDoesNotInheritTheRightsThatShedLimits(Scope scope) {
        for (Limits limits : List.of(
                new Limits(null, Set.of(PROJECT), null),
                new Limits(null, null, List.of("10.0.0.0/8")),
                new Limits(Set.of("admin"), Set.of(PROJECT), null),
                new Limits(Set.of("read", "write", "exec"), null, null))) {
            assertTrue(limits.refusalOf(Service.ACCOUNTS, scope, "it").isPresent(), limits.toString());
        }
    }

    /// A password, an address, a link for sign-in, a group: whoever can have one of them is no longer held by a key.
    @Test
    void whatWouldShedLimitsIsForNoLimitedKey() {
        var shedding = Set.of(
                "user_auth",
                "change_password",
                "change_email_address",
                "accounts/set-email-address",
                "accounts/set-password",
                "admin/set-groups",
                "admin/reset-password",
                "admin/mails");
        Arrays.stream(Event.values())
                .filter(it -> shedding.contains(it.wireName()))
                .forEach(it -> assertEquals(Scope.OWNER, it.scope(), it.wireName()));
        Arrays.stream(Route.values())
                .filter(it -> shedding.contains(it.path()))
                .forEach(it -> assertEquals(Scope.OWNER, it.scope(), it.path()));
    }

    @Test
    void aKeyLimitedToProjectsChangesNothingOutsideOfProjects() {
        var limits = new Limits(null, Set.of(PROJECT), null);
        Arrays.stream(Event.values())
                .filter(it -> it.scope() == Scope.WRITE)
                .forEach(it -> assertEquals(
                        it.owner() == Service.BILLING || it.owner() == Service.ACCOUNTS,
                        limits.refusalOf(it).isPresent(),
                        it.wireName()));
        assertTrue(limits.allow(PROJECT));
        assertFalse(limits.allow(UUID.randomUUID()));
    }

    @Test
    void aKeyWithNetworksWorksFromThereOnly() {
        var limits = new Limits(null, null, List.of("10.0.0.0/8", "2001:db8::/32"));
        assertTrue(limits.allowFrom("10.1.2.3"));
        assertTrue(limits.allowFrom("2001:db8::7"));
        assertFalse(limits.allowFrom("192.0.2.1"));
        assertFalse(limits.allowFrom(null));
        assertFalse(new Limits(null, null, List.of()).allowFrom("10.1.2.3"));
    }

    @Test
    void limitsTravelAsJson() throws Exception {
        for (Limits limits : List.of(
                Limits.NONE,
                new Limits(Set.of("read"), null, List.of("10.0.0.0/8")),
                new Limits(Set.of(), Set.of(PROJECT), null))) {
            assertEquals(limits, Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(limits), Limits.class));
        }
        assertEquals("{}", Json.MAPPER.writeValueAsString(Limits.NONE));
    }
}
