package org.calque.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// The `main` of the broker's own JVM: one node that is broker and controller. When the topics are there, it writes its
/// process number into the file `ready`.
final class KafkaBroker {
    private static final int PARTITIONS = 4;

    private KafkaBroker() {}

    /// @param arguments its folder, its port, the port of the controller
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var port = Integer.parseInt(arguments[1]);
        var settings = settings(folder, port, Integer.parseInt(arguments[2]));
        format(folder, settings);

        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        makeTopics("127.0.0.1:" + port);
        sayReady(folder);
        server.awaitShutdown();
    }

    /// A folder is formatted once. A format that was cut off is made again: without `meta.properties` nothing was kept.
    private static void format(Path folder, Properties settings) throws IOException {
        var data = Path.of(settings.getProperty("log.dirs"));
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        var file = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, "Written for the format only");
        }
        var id = Uuid.randomUuid().toString();
        var exitCode = StorageTool.execute(new String[] {"format", "-t", id, "-c", file.toString()}, System.out);
        if (exitCode != 0) {
            throw new IOException("Kafka could not format its folder " + data);
        }
    }

    private static void makeTopics(String bootstrap) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var missing = new HashSet<>(Topics.ALL);
            missing.removeAll(admin.listTopics().names().get());
            admin.createTopics(missing.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static void sayReady(Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("ready.new"),
                String.valueOf(ProcessHandle.current().pid()));
        Files.move(file, folder.resolve(KafkaServer.READY), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "BROKER://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", folder.resolve("data").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                // A broker that was killed may come again as soon as its last session has run out: 9 s by default.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2")));
        for (var kind : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(kind + ".replication.factor", "1");
            settings.put(kind + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }
}
