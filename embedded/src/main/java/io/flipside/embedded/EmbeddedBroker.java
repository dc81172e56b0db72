package io.flipside.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka broker that is its own controller, on a folder. It is the real thing: what it has acknowledged, it keeps. */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder where its log lies
     * @param port 0 for a free one
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return FreePorts.on(port, chosen -> startOn(folder, chosen));
    }

    private static EmbeddedBroker startOn(Path folder, int port) {
        try {
            if (!Files.exists(folder.resolve("meta.properties"))) {
                format(folder);
            }
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(properties(folder, port, FreePorts.any()), false), Time.SYSTEM);
            EmbeddedBroker broker = new EmbeddedBroker(server, port);
            try {
                server.startup();
            } catch (RuntimeException e) {
                broker.close(); // it holds the folder's lock
                throw e;
            }
            return broker;
        } catch (Exception e) {
            throw new IllegalStateException("the broker on " + folder + " did not start: " + e.getMessage(), e);
        }
    }

    private static void format(Path folder) throws Exception {
        String path = folder.toAbsolutePath().toString();
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .addDirectory(path)
                .setMetadataLogDirectory(path)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static Properties properties(Path folder, int client, int controller) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        p.put("listeners", "PLAINTEXT://127.0.0.1:" + client + ",CONTROLLER://127.0.0.1:" + controller);
        p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + client);
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("log.dirs", folder.toAbsolutePath().toString());
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.put(topic + ".replication.factor", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("offsets.topic.num.partitions", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("num.partitions", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("log.cleaner.dedupe.buffer.size", "2097152");
        // after a kill the old session must end before the broker is let in again: seconds, not the usual nine
        p.put("broker.session.timeout.ms", "2000");
        p.put("broker.heartbeat.interval.ms", "500");
        return p;
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
