package io.flipside.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTest {
    private static final EmbeddedServices.Ports ANY = new EmbeddedServices.Ports(0, 0, 0, false);

    @TempDir
    Path data;

    @Test
    void allThreeAnswerOnLoopbackAndOnlyThere() throws Exception {
        try (EmbeddedServices services = EmbeddedServices.start(data, ANY)) {
            Addresses addresses = services.addresses();
            Optional<InetAddress> other = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
                    .filter(address -> !address.isLoopbackAddress() && address instanceof java.net.Inet4Address)
                    .findFirst();
            for (String address : List.of(
                    addresses.temporal(),
                    addresses.kafka(),
                    addresses.storeEndpoint().substring(7))) {
                int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
                assertThat(answers(InetAddress.getLoopbackAddress(), port))
                        .as(address)
                        .isTrue();
                other.ifPresent(card ->
                        assertThat(answers(card, port)).as(card + " " + address).isFalse());
            }
        }
    }

    @Test
    void oneDataFolderBelongsToOneProcess() {
        try (EmbeddedServices services = EmbeddedServices.start(data, ANY)) {
            assertThat(services.addresses().durable()).isFalse();
            assertThatThrownBy(() -> EmbeddedServices.start(data, ANY))
                    .isInstanceOf(EmbeddedServices.InUse.class)
                    .hasMessageContaining(data.toString());
        }
    }

    @Test
    void theSecretStaysAndIsForItsOwnerOnly() throws Exception {
        Path folder = data.resolve("s3");
        String secret;
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0)) {
            secret = store.secretKey();
        }
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0)) {
            assertThat(store.secretKey()).isEqualTo(secret).hasSize(40);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theBrokerKeepsItsRecordsOverARestart() throws Exception {
        Path folder = data.resolve("kafka");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", "value")).get();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            while (values.isEmpty()) {
                consumer.poll(Duration.ofSeconds(1)).records(partition).forEach(record -> values.add(record.value()));
            }
            assertThat(values).containsExactly("value");
        }
    }

    @WorkflowInterface
    public interface Greeting {
        @WorkflowMethod
        String greet(String name);
    }

    @ActivityInterface
    public interface Words {
        String hello(String name);
    }

    public static final class GreetingWorkflow implements Greeting {
        @Override
        public String greet(String name) {
            Workflow.upsertTypedSearchAttributes(
                    SearchAttributeKey.forKeyword("FlipsideAudit").valueSet("a"),
                    SearchAttributeKey.forLong("FlipsideStage").valueSet(3L),
                    SearchAttributeKey.forDouble("FlipsideConfidence").valueSet(0.5));
            return Workflow.newActivityStub(
                            Words.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofSeconds(10))
                                    .build())
                    .hello(name);
        }
    }

    @Test
    void aWorkflowRunsAndItsSearchAttributesAreKnown() {
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(0)) {
            WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(temporal.target())
                    .build());
            WorkflowClient client = WorkflowClient.newInstance(stubs);
            WorkerFactory workers = WorkerFactory.newInstance(client);
            Worker worker = workers.newWorker(
                    "queue",
                    WorkerOptions.newBuilder()
                            .setStickyQueueScheduleToStartTimeout(Duration.ZERO)
                            .build());
            worker.registerWorkflowImplementationTypes(GreetingWorkflow.class);
            worker.registerActivitiesImplementations((Words) name -> "hello " + name);
            workers.start();
            Greeting greeting = client.newWorkflowStub(
                    Greeting.class,
                    WorkflowOptions.newBuilder().setTaskQueue("queue").build());
            assertThat(greeting.greet("you")).isEqualTo("hello you");
            workers.shutdownNow();
            stubs.shutdownNow();
        }
    }

    @Test
    void addressesAreWrittenAsSettingsForTheirOwnerOnly() throws Exception {
        Addresses addresses = new Addresses("127.0.0.1:1", true, "http://127.0.0.1:2", "a", "b", "127.0.0.1:3");
        Path file = data.resolve("addresses.properties");
        addresses.write(file);
        assertThat(Addresses.read(file))
                .isEqualTo(addresses.settings())
                .containsEntry("flipside.temporal.sticky-seconds", "5");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
