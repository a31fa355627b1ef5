package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountFactsTest extends AccountsTest {
    @ConfigProperty(name = "CALQUE_KAFKA_BOOTSTRAP")
    String bootstrap;

    @Test
    void whoeverRemembersABannedOrDeletedCallerIsTold() {
        var ada = member();
        route(SOMEBODY.admin(), "accounts/ban", Map.of("account_id", ada.id().toString()));
        awaitFact("keys", "{\"caller_id\":\"" + ada.id() + "\"}");
        var grace = member();
        event(grace, "delete_account", Map.of("account_id", grace.id().toString()));
        awaitFact("keys", "{\"caller_id\":\"" + grace.id() + "\"}");
    }

    @Test
    void whoeverKeepsWhatOthersSeeOfAnAccountIsTold() {
        var ada = member();
        route(ada, "accounts/set-name", Map.of("first_name", "Ada"));
        awaitFact("accounts", "AccountChanged{\"account_id\":\"" + ada.id() + "\"}");
        event(ada, "delete_account", Map.of("account_id", ada.id().toString()));
        awaitFact("accounts", "AccountDeleted{\"account_id\":\"" + ada.id() + "\"}");
    }

    @Test
    void whoHasAnInvitedAddressIsToComeToTheProject() {
        var ada = member();
        var project = UUID.randomUUID();
        var email = freshEmail();
        given().spec(ada.spec())
                .body(Map.of("project_id", project, "title", "T", "text", "Come!", "to", List.of(email)))
                .post("/invitations");
        var grace = create(email);
        awaitFact(
                "accounts",
                "InvitationsDue{\"account_id\":\"" + grace + "\",\"invitations\":[{\"invited_by\":\"" + ada.id()
                        + "\",\"project_id\":\"" + project + "\",\"by_administrator\":false}]}");
    }

    /// @param wanted its value, or its type before that
    private void awaitFact(String topic, String wanted) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> facts = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(fact -> {
                    var type = new String(fact.headers().lastHeader("ce_type").value());
                    facts.add(type + fact.value().replace(" ", ""));
                });
                return facts.stream().anyMatch(it -> it.endsWith(wanted));
            });
        }
    }
}
