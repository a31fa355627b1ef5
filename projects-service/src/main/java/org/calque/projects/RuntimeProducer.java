package org.calque.projects;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
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
                exec.nice()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
