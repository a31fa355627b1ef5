package org.calque.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that is wrong with a set of manifests, in words.
final class Complaints {
    private static final String NAME = "app.kubernetes.io/name";
    private final List<HasMetadata> all;
    private final Map<String, Set<String>> variables;
    private final boolean withSecrets;
    private final List<String> complaints = new ArrayList<>();

    private Complaints(List<HasMetadata> all, Map<String, Set<String>> variables, boolean withSecrets) {
        this.all = all;
        this.variables = variables;
        this.withSecrets = withSecrets;
    }

    /// @param variables   what each service reads from its environment; its keys are the services there must be
    /// @param withSecrets whether the secrets are part of the set
    static List<String> about(Manifests manifests, Map<String, Set<String>> variables, boolean withSecrets) {
        var look = new Complaints(manifests.typed(), variables, withSecrets);
        look.all.forEach(it -> look.complaints.addAll(
                UnknownFields.in(it, it.getKind() + " " + it.getMetadata().getName() + ": unknown field ")));
        look.names();
        look.kind(Deployment.class).forEach(look::deployment);
        look.denied();
        return look.complaints;
    }

    private void names() {
        for (var kind : List.of(
                Deployment.class, Service.class, ServiceAccount.class, ConfigMap.class, PodDisruptionBudget.class)) {
            var names = kind(kind).map(it -> it.getMetadata().getName()).collect(Collectors.toCollection(TreeSet::new));
            must(names.equals(variables.keySet()), kind.getSimpleName() + "s " + names + " are not the modules");
        }
    }

    private void deployment(Deployment deployment) {
        var name = deployment.getMetadata().getName();
        var pod = deployment.getSpec().getTemplate();
        var labels = pod.getMetadata().getLabels();
        must(labels.equals(deployment.getSpec().getSelector().getMatchLabels()), name + ": selects not its own pods");
        must(name.equals(labels.get(NAME)), name + ": its pods have another name");
        var service = named(Service.class, name);
        must(
                service.map(it -> it.getSpec().getSelector())
                        .filter(labels::equals)
                        .isPresent(),
                name + ": its service selects other pods");
        var budget = named(PodDisruptionBudget.class, name);
        must(
                budget.map(it -> it.getSpec().getSelector().getMatchLabels())
                        .filter(labels::equals)
                        .isPresent(),
                name + ": its disruption budget selects other pods");
        must(name.equals(pod.getSpec().getServiceAccountName()), name + ": runs not as its own service account");
        must(
                Boolean.FALSE.equals(pod.getSpec().getAutomountServiceAccountToken()),
                name + ": has a token of the cluster");
        must(pod.getSpec().getInitContainers().isEmpty(), name + ": init containers are not looked at here");
        must(pod.getSpec().getContainers().size() == 1, name + ": not one container");
        for (var container : pod.getSpec().getContainers()) {
            must(name.equals(container.getName()), name + ": its container has another name");
            must(container.getImage().matches("calque/" + name + "(:.+)?"), name + ": image " + container.getImage());
            probes(name, container);
            resources(name, container);
            hardened(name, deployment, container);
            volumes(name, pod.getSpec().getVolumes(), container);
            environment(name, container);
        }
        service.ifPresent(it -> it.getSpec()
                .getPorts()
                .forEach(port -> must(
                        ports(deployment.getSpec().getTemplate().getSpec().getContainers())
                                .contains(port.getTargetPort().getStrVal()),
                        name + ": its service leads to a port that is not there")));
    }

    private void probes(String name, Container container) {
        probe(name, container, "live", container.getLivenessProbe());
        probe(name, container, "ready", container.getReadinessProbe());
        probe(name, container, "started", container.getStartupProbe());
    }

    private void probe(String name, Container container, String kind, Probe probe) {
        must(
                probe != null
                        && probe.getHttpGet() != null
                        && ("/q/health/" + kind).equals(probe.getHttpGet().getPath())
                        && "management".equals(probe.getHttpGet().getPort().getStrVal())
                        && ports(List.of(container)).contains("management"),
                name + ": no probe of /q/health/" + kind + " on the management port");
    }

    private void resources(String name, Container container) {
        for (var resource : List.of("cpu", "memory")) {
            must(
                    container.getResources() != null
                            && container.getResources().getRequests().containsKey(resource),
                    name + ": requests no " + resource);
            must(
                    container.getResources() != null
                            && container.getResources().getLimits().containsKey(resource),
                    name + ": has no limit of " + resource);
        }
    }

    private void hardened(String name, Deployment deployment, Container container) {
        var spec = deployment.getSpec().getTemplate().getSpec();
        var ofPod = Optional.ofNullable(spec.getSecurityContext());
        var own = Optional.ofNullable(container.getSecurityContext());
        must(ofPod.map(it -> it.getRunAsNonRoot()).orElse(false), name + ": may run as root");
        must(
                ofPod.map(it -> it.getSeccompProfile())
                        .filter(it -> "RuntimeDefault".equals(it.getType()))
                        .isPresent(),
                name + ": has no seccomp profile");
        must(own.map(it -> it.getReadOnlyRootFilesystem()).orElse(false), name + ": can write to its root");
        must(!own.map(it -> it.getAllowPrivilegeEscalation()).orElse(true), name + ": can gain privileges");
        must(
                own.map(it -> it.getCapabilities())
                        .filter(it -> it.getDrop().equals(List.of("ALL"))
                                && it.getAdd().isEmpty())
                        .isPresent(),
                name + ": keeps capabilities");
        must(!own.map(it -> it.getPrivileged()).orElse(false), name + ": is privileged");
        must(
                own.map(it -> it.getRunAsUser()).isEmpty()
                        && own.map(it -> it.getRunAsNonRoot()).isEmpty(),
                name + ": the container takes back what the pod says");
        must(
                !Stream.of(spec.getHostNetwork(), spec.getHostPID(), spec.getHostIPC())
                        .anyMatch(Boolean.TRUE::equals),
                name + ": shares namespaces of the node");
        must(
                spec.getVolumes().stream().allMatch(it -> it.getHostPath() == null),
                name + ": mounts a folder of the node");
    }

    private void volumes(String name, List<Volume> volumes, Container container) {
        var declared = volumes.stream().collect(Collectors.toMap(Volume::getName, Function.identity()));
        var mounted =
                container.getVolumeMounts().stream().map(VolumeMount::getName).collect(Collectors.toSet());
        must(mounted.equals(declared.keySet()), name + ": mounts " + mounted + " but has " + declared.keySet());
        must(
                container.getVolumeMounts().stream()
                        .anyMatch(it -> it.getMountPath().equals("/tmp")
                                && declared.containsKey(it.getName())
                                && declared.get(it.getName()).getEmptyDir() != null),
                name + ": has no /tmp");
        for (var volume : volumes) {
            if (volume.getSecret() != null) {
                secret(name, volume.getSecret().getSecretName(), null);
            }
            if (volume.getPersistentVolumeClaim() != null) {
                var claim = volume.getPersistentVolumeClaim().getClaimName();
                must(named(PersistentVolumeClaim.class, claim).isPresent(), name + ": no volume claim " + claim);
            }
        }
    }

    private void environment(String name, Container container) {
        var set = new HashSet<String>();
        for (EnvFromSource from : container.getEnvFrom()) {
            var config = Optional.ofNullable(from.getConfigMapRef())
                    .map(ConfigMapEnvSource::getName)
                    .flatMap(it -> named(ConfigMap.class, it));
            must(config.isPresent(), name + ": its environment comes from what is not there");
            config.ifPresent(it -> set.addAll(it.getData().keySet()));
            config.ifPresent(it -> peers(name, it.getData()));
            config.ifPresent(it -> files(name, container, it.getData()));
        }
        for (EnvVar variable : container.getEnv()) {
            set.add(variable.getName());
            must(variable.getValue() == null, name + ": " + variable.getName() + " belongs into the ConfigMap");
            if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                var from = variable.getValueFrom().getSecretKeyRef();
                secret(name, from.getName(), from.getKey());
            }
        }
        var known = variables.getOrDefault(name, Set.of());
        set.stream()
                .filter(it -> !known.contains(it))
                .forEach(it -> complaints.add(name + ": nobody reads " + it + ", says docs/configuration.md"));
        for (var needed : List.of(
                "CALQUE_HTTP_HOST",
                "CALQUE_HTTP_PORT",
                "CALQUE_MANAGEMENT_PORT",
                "CALQUE_INTERNAL_JWKS",
                "CALQUE_KAFKA_BOOTSTRAP")) {
            must(set.contains(needed), name + ": " + needed + " is not set");
        }
        if (known.contains("CALQUE_DATABASE_URL")) {
            must(
                    set.containsAll(List.of("CALQUE_DATABASE_URL", "CALQUE_DATABASE_USER", "CALQUE_DATABASE_PASSWORD")),
                    name + ": has no database");
        }
    }

    /// Whom a service is told about must be there, and the network must let the two speak.
    private void peers(String name, Map<String, String> data) {
        data.forEach((variable, value) -> {
            if (variable.endsWith("_URL") && value.startsWith("http://")) {
                var peer = value.replaceAll("http://|:.*", "");
                must(named(Service.class, peer).isPresent(), name + ": " + variable + " leads nowhere");
                must(lets(peer, name), peer + ": its network policy keeps " + name + " out");
                must(reaches(name, peer), name + ": its network policy does not let it reach " + peer);
            }
        });
    }

    /// Files that variables name must be in mounted folders.
    private void files(String name, Container container, Map<String, String> data) {
        data.forEach((variable, value) -> {
            if (value.startsWith("/")) {
                must(
                        container.getVolumeMounts().stream().anyMatch(it -> value.startsWith(it.getMountPath())),
                        name + ": " + variable + " names a place that is not mounted");
            }
        });
    }

    private void secret(String name, String secret, String key) {
        if (withSecrets) {
            var found = named(Secret.class, secret);
            must(found.isPresent(), name + ": no secret " + secret);
            must(
                    key == null || found.isEmpty() || found.get().getData().containsKey(key),
                    name + ": no " + key + " in secret " + secret);
        }
    }

    private void denied() {
        must(
                kind(NetworkPolicy.class)
                        .anyMatch(it ->
                                it.getSpec().getPodSelector().getMatchLabels().isEmpty()
                                        && it.getSpec().getIngress().isEmpty()
                                        && it.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress"))),
                "the network is not closed by default");
        for (var service : variables.keySet()) {
            var policy = named(NetworkPolicy.class, service);
            must(policy.isPresent(), service + ": no network policy");
            policy.filter(it -> !service.equals("gateway"))
                    .ifPresent(it -> it.getSpec()
                            .getIngress()
                            .forEach(rule -> must(!rule.getFrom().isEmpty(), service + ": open to everybody")));
        }
    }

    private boolean lets(String service, String caller) {
        return named(NetworkPolicy.class, service).stream()
                .flatMap(it -> it.getSpec().getIngress().stream())
                .flatMap(it -> it.getFrom().stream())
                .anyMatch(it -> isPod(it, caller));
    }

    private boolean reaches(String caller, String service) {
        return named(NetworkPolicy.class, caller).stream()
                .flatMap(it -> it.getSpec().getEgress().stream())
                .flatMap(it -> it.getTo().stream())
                .anyMatch(it -> isPod(it, service));
    }

    private static boolean isPod(NetworkPolicyPeer peer, String name) {
        return peer.getPodSelector() != null
                && name.equals(peer.getPodSelector().getMatchLabels().get(NAME));
    }

    private static Set<String> ports(List<Container> containers) {
        return containers.stream()
                .flatMap(it -> it.getPorts().stream())
                .map(ContainerPort::getName)
                .collect(Collectors.toSet());
    }

    private <T extends HasMetadata> Stream<T> kind(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    private <T extends HasMetadata> Optional<T> named(Class<T> kind, String name) {
        return kind(kind).filter(it -> it.getMetadata().getName().equals(name)).findFirst();
    }

    private void must(boolean holds, String otherwise) {
        if (!holds) {
            complaints.add(otherwise);
        }
    }
}
