package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.calque.embedded.Children;
import org.calque.embedded.Part;

/// A service as a JVM of its own, small enough that all of them fit on a laptop.
///
/// @param folder       the packaged application, where `quarkus-run.jar` is
/// @param classArchive lets it start in half the time
/// @param environment  its settings, on top of the environment of the supervisor
record ServicePart(
        Service service,
        Path folder,
        ClassArchive classArchive,
        Path log,
        int managementPort,
        Map<String, String> environment)
        implements Part {
    static final String JAR = "quarkus-run.jar";
    private static final Set<Service> THOROUGHLY_COMPILED =
            Set.of(Service.GATEWAY, Service.ACCOUNTS, Service.QUERY, Service.PROJECTS, Service.COPY);

    @Override
    public String name() {
        return service.partName();
    }

    @Override
    public Process start() throws IOException {
        if (!Files.exists(folder.resolve(JAR))) {
            throw new IOException(service.module() + " is not built: there is no " + folder.resolve(JAR));
        }
        return Children.start(command(), folder, log, environment);
    }

    @Override
    public boolean ready(ProcessHandle process) throws IOException {
        return isReady(managementPort);
    }

    /// Whether the service at this management port says that it is ready.
    static boolean isReady(int managementPort) throws IOException {
        try {
            return Http.get(managementPort, "/q/health/ready").status() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    private List<String> command() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms16m",
                "-Xmx" + service.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxMetaspaceSize=160m",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow"));
        if (!THOROUGHLY_COMPILED.contains(service)) {
            // The thorough compiler takes some 40 MiB. It is worth them where every request passes, and where clients
            // ask most: there it makes two or three of one.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(classArchive.options());
        command.addAll(List.of("-jar", JAR));
        return command;
    }
}
