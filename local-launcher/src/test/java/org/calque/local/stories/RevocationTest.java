package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.calque.local.RunningSystem;
import org.calque.local.SecondGateway;
import org.calque.local.stories.Load.Answered;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A key that is used all the time, at two gateways at once, stops to work everywhere soon after it was taken away: by
/// the facts on Kafka within a second, and without Kafka as soon as the gateways have forgotten it.
class RevocationTest {
    private static final int CALLS_PER_SECOND = 200;
    private static final int EACH_OF_MANY = 40;
    private static final int ENOUGH = 30;
    private static final Duration WITH_KAFKA = Duration.ofSeconds(1);
    private static final Duration WITHOUT_KAFKA = Duration.ofSeconds(10);
    private static final String WRONG_KEY = "No account found. Is your API key wrong?";

    private static RunningSystem system;
    private static SecondGateway second;
    private static Client admin;
    private static Person rita;

    /// A key in use, how it is taken away, and what is said afterwards.
    private record InUse(Client client, Function<Client, Client.Reply> call, Runnable takeAway, String refusal) {}

    /// Why a key no longer works.
    enum Cause {
        ITS_DELETION {
            @Override
            InUse key() {
                var key = Key.of(person().client());
                return new InUse(key.client(), PING, () -> key.manage("delete"), WRONG_KEY);
            }
        },
        AN_EXPIRY_THAT_HAS_PASSED {
            @Override
            InUse key() {
                var key = Key.of(person().client());
                var past = Instant.now().minusSeconds(1).toString();
                return new InUse(key.client(), PING, () -> key.manage("edit", "expire", past), WRONG_KEY);
            }
        },
        ITS_ROTATION_WITHOUT_AN_OVERLAP {
            @Override
            InUse key() {
                var key = Key.of(person().client());
                return new InUse(key.client(), PING, () -> key.manage("rotate", "overlap", 0), WRONG_KEY);
            }
        },
        THE_LOSS_OF_THE_SCOPE_THAT_IT_USES {
            @Override
            InUse key() {
                var key = Key.of(person().client(), "scopes", List.of("read"));
                return new InUse(
                        key.client(),
                        client -> client.v2("accounts/profile"),
                        () -> key.manage("edit", "scopes", List.of("exec")),
                        "the API key lacks the scope 'read' that 'accounts/profile' needs");
            }
        },
        THE_BAN_OF_ITS_ACCOUNT {
            @Override
            InUse key() {
                var banned = somebodyElse();
                return new InUse(banned.client(), PING, () -> ban(banned), WRONG_KEY);
            }
        },
        THE_BAN_OF_WHO_MADE_IT_FOR_A_PROJECT {
            @Override
            InUse key() {
                var banned = somebodyElse();
                var key = Key.of(banned.client(), "project_id", banned.projectId());
                return new InUse(key.client(), PING, () -> ban(banned), WRONG_KEY);
            }
        },
        ITS_MAKERS_REMOVAL_FROM_THE_PROJECT {
            @Override
            InUse key() {
                var ada = person();
                var maker = somebodyElse();
                var project = new Object[] {"project_id", ada.projectId(), "account_id", maker.accountId()};
                assertEquals(
                        "",
                        ada.client().v2("projects/collaborators/add", project).error());
                var key = Key.of(maker.client(), "project_id", ada.projectId());
                return new InUse(
                        key.client(), PING, () -> ada.client().v2("projects/collaborators/remove", project), WRONG_KEY);
            }
        };

        private static final Function<Client, Client.Reply> PING = client -> client.call("ping");

        abstract InUse key();
    }

    /// A key that its owner has made.
    private record Key(Client owner, int id, Client client) {
        static Key of(Client owner, Object... options) {
            var made = owner.v2("api-keys", with(options, "action", "create", "name", "in use"))
                    .json()
                    .at("/response/0");
            return new Key(
                    owner,
                    made.path("id").asInt(),
                    owner.withKey(made.path("secret").asText()));
        }

        Client.Reply manage(String action, Object... options) {
            var reply = owner.v2("api-keys", with(options, "action", action, "id", id));
            assertEquals("", reply.error());
            return reply;
        }

        private static Object[] with(Object[] options, Object... more) {
            var all = new ArrayList<>(List.of(more));
            all.addAll(List.of(options));
            return all.toArray();
        }
    }

    @BeforeAll
    static void anotherGateway() throws Exception {
        system = RunningSystem.shared();
        admin = new Client(system.baseUrl(), system.adminKey());
        rita = World.person(admin, "Rita", "Revoked");
        second = new SecondGateway(system);
    }

    @AfterAll
    static void withoutTheOtherGateway() throws Exception {
        second.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondLaterNoCallSucceedsAtAnyGateway(Cause cause) throws Exception {
        var key = cause.key();
        try (var load = use(key, CALLS_PER_SECOND)) {
            load.await("that succeed", ENOUGH, Answered::succeeded);
            key.takeAway().run();
            var deadline = Instant.now().plus(WITH_KAFKA);
            load.await("after the deadline", ENOUGH, it -> it.at().isAfter(deadline));
            assertNoneSucceeds(load, deadline, key.refusal());
        }
    }

    @Test
    void withoutKafkaNoCallSucceedsTenSecondsLater() throws Exception {
        var loads = new LinkedHashMap<InUse, Load>();
        for (var cause : Cause.values()) {
            var key = cause.key();
            loads.put(key, use(key, EACH_OF_MANY));
        }
        try {
            for (var load : loads.values()) {
                load.await("that succeed", ENOUGH, Answered::succeeded);
            }
            system.freeze("kafka");
            loads.keySet().forEach(key -> key.takeAway().run());
            var deadline = Instant.now().plus(WITHOUT_KAFKA);
            for (var each : loads.entrySet()) {
                each.getValue()
                        .await("after the deadline", ENOUGH, it -> it.at().isAfter(deadline));
                assertNoneSucceeds(each.getValue(), deadline, each.getKey().refusal());
            }
        } finally {
            system.thaw("kafka");
            loads.values().forEach(Load::close);
        }
        system.awaitReady();
    }

    private static void ban(Person person) {
        assertEquals(
                "", admin.v2("accounts/ban", "account_id", person.accountId()).error());
    }

    private static Load use(InUse key, int perSecond) {
        var elsewhere = new Client(second.baseUrl(), key.client().key());
        return new Load(List.of(key.client(), elsewhere), perSecond, key.call());
    }

    private static void assertNoneSucceeds(Load load, Instant deadline, String refusal) {
        var after = load.answers().stream()
                .filter(it -> it.at().isAfter(deadline))
                .map(it -> it.succeeded() ? "success at gateway " + it.client() : it.refusal())
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(refusal),
                after,
                () -> "the last success came "
                        + load.answers().stream()
                                .filter(Answered::succeeded)
                                .map(it -> Duration.between(deadline, it.at()))
                                .max(Comparator.naturalOrder())
                                .orElseThrow()
                        + " after the deadline");
    }

    /// Whose keys come and go; one is enough for all of them.
    private static Person person() {
        return rita;
    }

    private static Person somebodyElse() {
        return World.person(admin, "Simon", "Someone");
    }
}
