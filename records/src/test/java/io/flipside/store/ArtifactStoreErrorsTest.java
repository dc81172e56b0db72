package io.flipside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flipside.UserError;
import io.flipside.embedded.EmbeddedStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ArtifactStoreErrorsTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final long ANY = 100;

    @TempDir
    static Path root;

    private static TestStore service;

    @BeforeAll
    static void start() {
        service = new TestStore(root);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void namesTheSecretKeyWhenItIsRefused() {
        String wrong = "quite-another-secret";
        try (ArtifactStore store = service.client(wrong, TestStore.BUCKET)) {
            for (ThrowingCallable call : calls(store)) {
                Throwable error = catchThrowable(call);
                assertThat(error).isInstanceOf(UserError.class).hasMessageContaining("flipside.store.secret-key");
                assertThat(trace(error)).doesNotContain(wrong, service.secret(), "Signature=", "Credential=");
            }
        }
    }

    @Test
    void namesTheBucketWhenItIsMissing() {
        try (ArtifactStore store = service.client(service.secret(), "no-such-bucket")) {
            List<ThrowingCallable> calls = calls(store);
            // the first makes it; the last two get no text with their 404, or none at all
            for (ThrowingCallable call : calls.subList(1, calls.size() - 2)) {
                assertThat(catchThrowable(call))
                        .isInstanceOf(UserError.class)
                        .hasMessageContainingAll("no-such-bucket", "flipside.store.bucket");
            }
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        // bound, so that nobody else gets the port, but not listening
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertUnavailable(taken.getLocalPort());
        }
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnavailable(silent.getLocalPort());
        }
    }

    @Test
    void worksAgainAfterTheServiceWasAway(@TempDir Path folder) {
        try (TestStore own = new TestStore(folder)) {
            own.store().put("a", BYTES, "x/y");
            own.restart();
            assertThat(own.store().find("a", ANY)).hasValue(BYTES);
            own.store().put("b", BYTES, "x/y");
            own.stop();
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> own.store().find("a", ANY));
            own.restart();
            assertThat(own.store().list("")).containsExactly("a", "b");
        }
    }

    @Test
    void makesItsBucketOnce(@TempDir Path folder) {
        try (TestStore own = new TestStore(folder)) {
            own.store().ensureBucket();
            own.store().put("a", BYTES, "x/y");
            own.store().ensureBucket();
            assertThat(own.store().list("")).containsExactly("a");
        }
    }

    @Test
    void showsNoKeys() {
        StoreAddress address = service.address(service.secret(), TestStore.BUCKET);
        assertThat(address.toString())
                .contains("127.0.0.1", "us-east-1", TestStore.BUCKET)
                .doesNotContain(service.secret(), EmbeddedStore.ACCESS_KEY);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (String endpoint : List.of(
                "127.0.0.1:9000",
                "ftp://a",
                "http://user:word@host",
                "http://host/path",
                "http://h?x=word",
                "http:// word")) {
            assertUserError(
                    () -> new StoreAddress(endpoint, "r", "a", "s", "bucket"), "flipside.store.endpoint", "word");
        }
        assertUserError(() -> new StoreAddress("http://h", " ", "a", "s", "bucket"), "flipside.store.region", "?");
        assertUserError(() -> new StoreAddress("http://h", "r", "", "s", "bucket"), "flipside.store.access-key", "?");
        assertUserError(() -> new StoreAddress("http://h", "r", "a", "", "bucket"), "flipside.store.secret-key", "?");
        assertUserError(() -> new StoreAddress("http://h", "r", "a", "s", "../b"), "flipside.store.bucket", "?");
        assertThat(new StoreAddress("https://s3.example.org/", "r", "a", "s", "bucket").bucket())
                .isEqualTo("bucket");
    }

    private static void assertUserError(Callable<StoreAddress> made, String setting, String hidden) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(made::call)
                .withMessageContaining(setting)
                .satisfies(e -> assertThat(trace(e)).doesNotContain(hidden));
    }

    private static void assertUnavailable(int port) {
        StoreAddress address = new StoreAddress(
                "http://127.0.0.1:" + port, "us-east-1", EmbeddedStore.ACCESS_KEY, service.secret(), "bucket");
        StoreTimeouts timeouts = new StoreTimeouts(Duration.ofMillis(300), Duration.ofMillis(300));
        try (ArtifactStore store = ArtifactStore.at(address, timeouts)) {
            for (ThrowingCallable call : calls(store)) {
                Throwable error = catchThrowable(call);
                assertThat(error)
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContainingAll("127.0.0.1:" + port, "flipside.store.endpoint");
                assertThat(trace(error)).doesNotContain(service.secret());
            }
        }
    }

    private static List<ThrowingCallable> calls(ArtifactStore store) {
        return List.of(
                store::ensureBucket,
                () -> store.put("a", BYTES, "x/y"),
                () -> store.putIfAbsent("a", BYTES, "x/y"),
                () -> store.find("a", ANY),
                () -> store.create("a", Content.of(BYTES), "x/y"),
                () -> store.list("a"),
                () -> store.list("a", "", 1),
                () -> store.folders("a/"),
                () -> store.stat("a"),
                () -> store.delete("a"));
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
