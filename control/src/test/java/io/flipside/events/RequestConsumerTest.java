package io.flipside.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.jackson.JsonFormat;
import io.flipside.UserError;
import io.flipside.desk.AuditStarter;
import io.flipside.embedded.EmbeddedBroker;
import io.flipside.file.Sha256;
import io.flipside.store.StoreUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for requests on a real broker: whatever one message is, the one after it is taken. */
class RequestConsumerTest {
    private static final int LARGE = 3 << 20;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder, 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aMessageThatNoLetterCanHoldIsBuriedAsHeadLengthAndHash() throws Exception {
        byte[] large = "x".repeat(LARGE).getBytes(StandardCharsets.UTF_8);
        KafkaSettings settings = Door.settings(broker.bootstrapServers());
        Door.create(settings, settings.requests(), 2 * LARGE);
        try (Door door = Door.open(settings)) {
            door.send("none", Door.record(settings.requests(), large));
            door.sendGood("left");
            door.awaitStarted("left");
            assertThat(door.letters()).singleElement().satisfies(letter -> {
                assertThat(letter.value()).hasSize(Letter.HEAD).containsOnly('x');
                assertThat(Door.header(letter, "flipside-length")).isEqualTo(Integer.toString(LARGE));
                assertThat(Door.header(letter, "flipside-sha256")).isEqualTo(Sha256.of(large));
                assertThat(Door.header(letter, "flipside-reason")).contains(Integer.toString(LARGE), "1048576");
                assertThat(Door.header(letter, "content-type")).isEqualTo(JsonFormat.CONTENT_TYPE);
                assertThat(Door.header(letter, "flipside-offset")).isEqualTo("0");
            });
        }
    }

    @Test
    void aLetterIsBoundedWhereKeyHeadersOrTypeOfAMessageAreHuge() throws Exception {
        KafkaSettings settings = Door.settings(broker.bootstrapServers());
        Door.create(settings, settings.requests(), 4 * LARGE);
        try (Door door = Door.open(settings)) {
            ProducerRecord<byte[], byte[]> headers =
                    Door.record(settings.requests(), "rubbish".getBytes(StandardCharsets.UTF_8));
            headers.headers().add("large", new byte[LARGE]).add("small", new byte[] {1});
            door.send("none", headers);
            ProducerRecord<byte[], byte[]> key = new ProducerRecord<>(
                    settings.requests(), new byte[LARGE], "rubbish".getBytes(StandardCharsets.UTF_8));
            door.send("none", key);
            byte[] type = new String(Door.event("t", "left"), StandardCharsets.UTF_8)
                    .replace(RequestConsumer.TYPE, "t".repeat(900_000))
                    .getBytes(StandardCharsets.UTF_8);
            door.send("none", Door.record(settings.requests(), type));
            door.sendGood("left");
            door.awaitStarted("left");
            assertThat(door.letters())
                    .hasSize(3)
                    .allSatisfy(letter -> assertThat(
                                    Door.header(letter, "flipside-reason").length())
                            .isBetween(10, 1100))
                    .first()
                    .satisfies(letter -> {
                        assertThat(Door.header(letter, "flipside-headers-left-out"))
                                .isEqualTo("1");
                        assertThat(Door.header(letter, "small")).isEqualTo("\u0001");
                    });
        }
    }

    @Test
    void aTopicForDeadLettersThatTakesHardlyAnythingStopsNobody() throws Exception {
        KafkaSettings settings = Door.settings(broker.bootstrapServers());
        Door.create(settings, settings.deadLetters(), 600);
        try (Door door = Door.open(settings)) {
            door.send("none", Door.record(settings.requests(), new byte[5000]));
            door.sendGood("left");
            door.awaitStarted("left");
        }
    }

    @Test
    void everyCodecOfKafkaIsTaken() throws Exception {
        try (Door door = Door.open(broker.bootstrapServers())) {
            for (String codec : new String[] {"none", "gzip", "snappy", "lz4", "zstd"}) {
                door.send(codec, Door.record(door.settings.requests(), Door.event(codec, codec)));
            }
            door.awaitStarted("none", "gzip", "snappy", "lz4", "zstd");
            assertThat(door.letters()).isEmpty();
        }
    }

    @Test
    void aBombIsSteppedOverWithALetterWhateverPacksIt() throws Exception {
        byte[] zeros = new byte[150 << 20];
        try (Door door = Door.open(broker.bootstrapServers())) {
            for (String codec : new String[] {"gzip", "zstd", "lz4"}) {
                door.send(codec, Door.record(door.settings.requests(), zeros));
            }
            door.sendGood("left");
            door.awaitStarted("left");
            assertThat(door.letters()).hasSize(3).allSatisfy(letter -> {
                assertThat(Door.header(letter, "flipside-reason")).contains("unpacked", "16777216");
                assertThat(Door.header(letter, "flipside-topic")).isEqualTo(door.settings.requests());
                assertThat(Door.header(letter, "flipside-partition")).isEqualTo("0");
                assertThat(letter.value()).isEmpty();
            });
        }
    }

    @Test
    void aBatchThatIsDamagedOnTheBrokersDiskIsSteppedOverWithALetter() throws Exception {
        KafkaSettings settings = Door.settings(broker.bootstrapServers());
        Door.create(settings, settings.requests(), LARGE);
        try (Door sender = Door.open(Door.settings(broker.bootstrapServers()))) {
            sender.send("none", Door.record(settings.requests(), Door.event("1", "first")));
            sender.send("none", Door.record(settings.requests(), Door.event("2", "second")));
        }
        Path log = folder.resolve(settings.requests() + "-0").resolve("00000000000000000000.log");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(90);
            int old = file.read();
            file.seek(90);
            file.write(old ^ 1);
        }
        try (Door door = Door.open(settings)) {
            door.awaitStarted("second");
            assertThat(door.started).containsExactly("second");
            assertThat(door.letters()).singleElement().satisfies(letter -> {
                assertThat(Door.header(letter, "flipside-reason")).contains("damaged");
                assertThat(Door.header(letter, "flipside-offset")).isEqualTo("0");
            });
        }
    }

    @Test
    void aFaultOfTheProgramAtOneMessageEndsAfterAFewTries() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (Door door = Door.open(broker.bootstrapServers(), request -> {
            if (request.targetClass().equals("bad")) {
                tries.incrementAndGet();
                throw new NullPointerException("something is missing");
            }
        })) {
            door.sendGood("bad");
            door.sendGood("left");
            door.awaitStarted("left");
            assertThat(tries).hasValue(3);
            assertThat(door.letters()).singleElement().satisfies(letter -> {
                assertThat(Door.header(letter, "flipside-reason")).contains("NullPointerException", "missing");
                assertThat(letter.value()).isEqualTo(Door.event("bad", "bad"));
            });
        }
    }

    @Test
    void anOutageIsWaitedForAndShownAndBuriesNobody() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        try (Door door = Door.open(broker.bootstrapServers(), request -> {
            if (away.get()) {
                tries.incrementAndGet();
                throw new StoreUnavailable("The object store is away.");
            }
        })) {
            door.sendGood("left");
            door.sendGood("right");
            Door.await(() -> tries.get() > 4);
            DoorState waiting = door.consumer.state();
            assertThat(waiting.alive()).isTrue();
            assertThat(waiting.lag()).isEqualTo(2);
            assertThat(waiting.waitingSince()).isPresent();
            assertThat(waiting.lastTrouble().orElseThrow()).contains("store");
            away.set(false);
            door.awaitStarted("left", "right");
            Door.await(() -> door.consumer.state().lag() == 0);
            assertThat(door.consumer.state().waitingSince()).isEmpty();
            assertThat(door.letters()).isEmpty();
        }
    }

    @Test
    void anEventOfAnotherContentOrWithoutAnIdIsADeadLetter() throws Exception {
        try (Door door = Door.open(broker.bootstrapServers(), request -> {
            if (request.targetClass().equals("conflict")) {
                throw new UserError("an audit of this id asks for something else.");
            }
        })) {
            door.sendGood("conflict");
            for (String field : new String[] {"\"id\":\"x\"", "\"source\":\"/tests\""}) {
                String name = field.substring(0, field.indexOf(':'));
                String event =
                        new String(Door.event("x", "left"), StandardCharsets.UTF_8).replace(field, name + ":\"\"");
                door.send("none", Door.record(door.settings.requests(), event.getBytes(StandardCharsets.UTF_8)));
            }
            door.sendGood("left");
            door.awaitStarted("left");
            assertThat(door.started).containsExactly("left");
            assertThat(door.letters().stream().map(letter -> Door.header(letter, "flipside-reason")))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("something else"),
                            second -> assertThat(second).contains("id"),
                            third -> assertThat(third).contains("source"));
        }
    }

    @Test
    void aKafkaThatIsAwayAtTheStartIsWaitedFor(@TempDir Path late) throws Exception {
        int port = freePort();
        try (Door door = Door.open("127.0.0.1:" + port)) {
            Door.await(() -> door.consumer.state().waitingSince().isPresent());
            assertThat(door.consumer.state().alive()).isTrue();
            try (EmbeddedBroker comes = EmbeddedBroker.start(late, port)) {
                door.sendGood("left");
                door.awaitStarted("left");
                Door.await(() -> door.consumer.state().waitingSince().isEmpty());
                door.close();
            }
        }
    }

    @Test
    void anAddressThatNobodyKnowsYetIsWaitedForToo() throws Exception {
        try (Door door = Door.open("kafka.invalid:9092");
                KafkaEvents events = new KafkaEvents(Door.settings("kafka.invalid:9092"))) {
            Door.await(() -> door.consumer.state().waitingSince().isPresent());
            assertThat(door.consumer.state().alive()).isTrue();
            assertThat(events).isNotNull();
        }
    }

    @Test
    void aSettingThatCannotBeIsNamedAtTheStart() {
        KafkaSettings settings =
                KafkaSettings.at(Map.of("bootstrap.servers", "127.0.0.1:1", "isolation.level", "high"));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new RequestConsumer(
                        settings, (audit, request) -> AuditStarter.Started.NEW, (campaign, question) -> {}))
                .withMessageContaining("isolation.level");
    }

    @Test
    void aDoorThatHasEndedIsNotAlive() throws Exception {
        Door door = Door.open(broker.bootstrapServers());
        Door.await(() -> door.consumer.state().alive());
        door.close();
        assertThat(door.consumer.state().alive()).isFalse();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void severalAnswersAreACampaignAndTooManyALetter() throws Exception {
        try (Door door = Door.open(broker.bootstrapServers())) {
            door.send(
                    "none",
                    Door.record(door.settings.requests(), Door.event("many", Door.data("left", ", \"answers\": 17"))));
            door.send(
                    "none",
                    Door.record(
                            door.settings.requests(), Door.event("several", Door.data("left", ", \"answers\": 3"))));
            door.awaitStarted("campaign of 3");
            assertThat(door.started).containsExactly("campaign of 3");
            assertThat(door.letters()).singleElement().satisfies(letter -> assertThat(
                            Door.header(letter, "flipside-reason"))
                    .contains("answers", "17", "1 to 16"));
        }
    }
}
