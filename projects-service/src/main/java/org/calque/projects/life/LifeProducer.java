package org.calque.projects.life;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Workspaces;
import org.calque.projects.runtime.ProjectRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

class LifeProducer {
    @Produces
    @Singleton
    static Residence residence(
            ProjectRuntime runtime,
            Workspaces workspaces,
            ProjectsConfig config,
            Clock clock,
            Leases leases,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        return new Residence(
                runtime,
                workspaces,
                config,
                clock,
                System::nanoTime,
                leases,
                keeper -> new Tenure(
                        leases, address(config.host(), port), config.life().lease(), System::nanoTime, keeper));
    }

    static URI address(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}
