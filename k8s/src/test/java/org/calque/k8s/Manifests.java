package org.calque.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A set of manifests: as trees, so that a test can spoil them, and as strictly typed objects.
record Manifests(List<ObjectNode> documents) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Secret", Secret.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "apps/v1/Deployment", Deployment.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /// Whether overlays can be rendered here.
    static boolean canRender() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(it -> Files.isExecutable(Path.of(it, "kubectl")));
    }

    /// A folder as Kustomize renders it.
    static Manifests rendered(Path folder) throws IOException, InterruptedException {
        var kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(kubectl.getInputStream().readAllBytes());
        if (kubectl.waitFor() != 0) {
            throw new IllegalArgumentException(folder + " cannot be rendered: " + output);
        }
        return new Manifests(parse(output));
    }

    /// The files that a folder's kustomization lists, directly and through other folders, without its patches.
    static Manifests listed(Path folder) throws IOException {
        var documents = new ArrayList<ObjectNode>();
        for (JsonNode resource : YAML.readTree(Files.readString(folder.resolve("kustomization.yaml")))
                .path("resources")) {
            var path = folder.resolve(resource.asText());
            documents.addAll(Files.isDirectory(path) ? listed(path).documents() : parse(Files.readString(path)));
        }
        return new Manifests(documents);
    }

    Manifests and(Manifests others) {
        return new Manifests(
                Stream.concat(documents.stream(), others.documents.stream()).toList());
    }

    Manifests copy() {
        return new Manifests(documents.stream().map(ObjectNode::deepCopy).toList());
    }

    /// The document of this kind and name.
    Optional<ObjectNode> find(String kind, String name) {
        return documents.stream()
                .filter(it -> it.path("kind").asText().equals(kind)
                        && it.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    /// Everything as models of the Kubernetes API.
    ///
    /// @throws IllegalArgumentException when a kind is not known here, or a value is of the wrong type
    List<HasMetadata> typed() {
        return documents.stream().map(Manifests::typed).toList();
    }

    private static HasMetadata typed(ObjectNode document) {
        var kind = document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
        if (!KINDS.containsKey(kind)) {
            throw new IllegalArgumentException("no model for " + kind);
        }
        return YAML.convertValue(document, KINDS.get(kind));
    }

    private static List<ObjectNode> parse(String yaml) throws IOException {
        try (var values = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(yaml)) {
            return values.readAll();
        }
    }
}
