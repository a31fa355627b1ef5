package org.calque.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ManifestsTest {
    private static final Path K8S = Checkout.ROOT.resolve("k8s");
    private static final Map<String, Set<String>> VARIABLES = Checkout.variables();
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @Test
    void theBaseIsWithoutFault() throws IOException {
        assertEquals(List.of(), Complaints.about(base(), VARIABLES, false));
    }

    @Test
    void theTrialClusterIsWithoutFault() throws IOException, InterruptedException {
        assumeTrue(Manifests.canRender(), "overlays are rendered by kubectl");
        var trial = Manifests.rendered(K8S.resolve("overlays/trial"));
        var secrets = Manifests.rendered(K8S.resolve("overlays/trial/secrets"));
        assertEquals(List.of(), Complaints.about(trial.and(secrets), VARIABLES, true));
        assertTrue(trial.find("Namespace", "calque-trial").isPresent());
        for (var each : trial.documents()) {
            if (!each.path("kind").asText().equals("Namespace")) {
                assertEquals("calque-trial", each.at("/metadata/namespace").asText(), each::toString);
            }
            if (each.path("kind").asText().equals("Deployment")) {
                assertEquals(1, each.at("/spec/replicas").asInt());
                assertTrue(each.at(CONTAINER + "/image").asText().contains(":"), "an image without a tag");
            }
        }
    }

    /// A check that finds nothing must have been able to find something.
    @TestFactory
    Stream<DynamicTest> aPlantedMistakeIsFound() {
        return Stream.of(
                planted(
                        ".Containers[].imagee",
                        "Deployment",
                        "gateway",
                        it -> at(it, CONTAINER).put("imagee", "x")),
                planted(
                        ".Spec.replicaz",
                        "Deployment",
                        "gateway",
                        it -> at(it, "/spec").put("replicaz", 2)),
                planted(
                        "unknown field .Spec.Ports[].prot",
                        "Service",
                        "gateway",
                        it -> at(it, "/spec/ports/0").put("prot", 1)),
                planted(
                        "no probe of /q/health/live",
                        "Deployment",
                        "query-service",
                        it -> at(it, CONTAINER).remove("livenessProbe")),
                planted(
                        "no probe of /q/health/ready",
                        "Deployment",
                        "query-service",
                        it -> at(it, CONTAINER + "/readinessProbe/httpGet").put("port", "http")),
                planted(
                        "has no limit of memory",
                        "Deployment",
                        "copy-service",
                        it -> at(it, CONTAINER + "/resources/limits").remove("memory")),
                planted(
                        "requests no cpu",
                        "Deployment",
                        "copy-service",
                        it -> at(it, CONTAINER + "/resources").remove("requests")),
                planted(
                        "may run as root",
                        "Deployment",
                        "gateway",
                        it -> at(it, "/spec/template/spec/securityContext").put("runAsNonRoot", false)),
                planted(
                        "has no seccomp profile",
                        "Deployment",
                        "gateway",
                        it -> at(it, "/spec/template/spec/securityContext").remove("seccompProfile")),
                planted(
                        "can write to its root",
                        "Deployment",
                        "gateway",
                        it -> at(it, CONTAINER + "/securityContext").remove("readOnlyRootFilesystem")),
                planted(
                        "can gain privileges",
                        "Deployment",
                        "gateway",
                        it -> at(it, CONTAINER).remove("securityContext")),
                planted(
                        "keeps capabilities",
                        "Deployment",
                        "projects-service",
                        it -> ((ArrayNode) it.at(CONTAINER + "/securityContext/capabilities/drop")).removeAll()),
                planted(
                        "mounts a folder of the node",
                        "Deployment",
                        "projects-service",
                        it -> at(it, "/spec/template/spec/volumes/0")
                                .putObject("hostPath")
                                .put("path", "/")),
                planted(
                        "are not the modules",
                        "Deployment",
                        "billing-service",
                        it -> at(it, "/metadata").put("name", "billing")),
                planted(
                        "its service selects other pods",
                        "Service",
                        "billing-service",
                        it -> at(it, "/spec/selector").put("app.kubernetes.io/name", "billing")),
                planted(
                        "nobody reads CALQUE_TYPO",
                        "ConfigMap",
                        "accounts-service",
                        it -> at(it, "/data").put("CALQUE_TYPO", "1")),
                planted(
                        "nobody reads CALQUE_SIGNING_KEY",
                        "ConfigMap",
                        "accounts-service",
                        it -> at(it, "/data").put("CALQUE_SIGNING_KEY", "/tmp/key")),
                planted(
                        "CALQUE_INTERNAL_JWKS is not set",
                        "ConfigMap",
                        "gateway",
                        it -> at(it, "/data").remove("CALQUE_INTERNAL_JWKS")),
                planted(
                        "names a place that is not mounted",
                        "ConfigMap",
                        "gateway",
                        it -> at(it, "/data").put("CALQUE_INTERNAL_JWKS", "/etc/jwks.json")),
                planted(
                        "keeps gateway out",
                        "NetworkPolicy",
                        "query-service",
                        it -> at(it, "/spec").putArray("ingress")),
                planted(
                        "does not let it reach projects-service",
                        "NetworkPolicy",
                        "copy-service",
                        it -> at(it, "/spec").putArray("egress")),
                planted(
                        "closed by default",
                        "NetworkPolicy",
                        "deny-by-default",
                        it -> at(it, "/spec").putArray("policyTypes")));
    }

    @Test
    void aValueOfTheWrongTypeIsRefused() throws IOException {
        var spoiled = base().copy();
        at(spoiled.find("Deployment", "gateway").orElseThrow(), "/spec").put("replicas", "two");
        assertThrows(IllegalArgumentException.class, () -> Complaints.about(spoiled, VARIABLES, false));
    }

    @Test
    void aSecretThatIsNotThereIsFound() throws IOException {
        var complaints = Complaints.about(base(), VARIABLES, true);
        assertTrue(complaints.contains("gateway: no secret gateway-signing-key"), complaints::toString);
        assertTrue(complaints.contains("copy-service: no secret copy-service-database"), complaints::toString);
    }

    private static DynamicTest planted(String complaint, String kind, String name, Consumer<ObjectNode> mistake) {
        return DynamicTest.dynamicTest(complaint, () -> {
            var spoiled = base().copy();
            mistake.accept(spoiled.find(kind, name).orElseThrow());
            var complaints = Complaints.about(spoiled, VARIABLES, false);
            assertTrue(complaints.stream().anyMatch(it -> it.contains(complaint)), complaints::toString);
        });
    }

    private static ObjectNode at(ObjectNode document, String path) {
        return (ObjectNode) document.at(path);
    }

    private static Manifests base() throws IOException {
        return Manifests.listed(K8S.resolve("base"));
    }
}
