package org.calque.projects;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.calque.messages.Network;
import org.calque.projects.runtime.SandboxRuntime;
import org.calque.projects.runtime.SandboxSettings;

class RuntimeProducer {
    @Produces
    @Singleton
    static SandboxRuntime runtime(ProjectsConfig config) {
        var exec = config.exec();
        return new SandboxRuntime(new SandboxSettings(
                config.runtimeName(),
                config.stateDir()
                        .orElseGet(() -> config.dir().resolve(".calque").resolve(config.runtimeName())),
                shorter(config.comeback(), config.life().lease().dividedBy(2)),
                exec.longest(),
                exec.maxOutputBytes(),
                exec.outputBudget(),
                exec.perProject(),
                exec.perService(),
                exec.patience(),
                (long) exec.maxFileMib() << 20,
                exec.maxOpenFiles(),
                exec.nice(),
                networks(config.network().allowedNetworks().orElse(List.of()))));
    }

    private static List<String> networks(List<String> texts) {
        texts.forEach(it -> Network.parse(it)
                .orElseThrow(() -> new IllegalArgumentException(
                        "projects.network.allowed-networks: '" + it + "' is no network such as 10.0.0.0/8")));
        return texts;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
