package io.flipside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses under which one object is read without a key. */
class FileLinkTest {
    private static final byte[] PAGE = "<p>so it was</p>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path root;

    private static TestStore service;
    private static ArtifactRef page;

    @BeforeAll
    static void start() {
        service = new TestStore(root);
        page = service.store().put("audits/a/result/report.html", PAGE, "text/html");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void anybodyReadsTheObjectAndNoBrowserShowsItAsAPageOfTheStore() throws Exception {
        FileLink link = service.store().link(page, "report.html", Duration.ofMinutes(5));
        HttpResponse<byte[]> answer = get(link.url());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PAGE);
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"report.html\"");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(link.expiresAt())
                .isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(301));
        assertThat(link).asString().doesNotContain("Signature");
    }

    @Test
    void itIsForThisObjectAndThisWhile() throws Exception {
        FileLink link = service.store().link(page, "report.html", Duration.ofSeconds(1));
        service.store().put("audits/a/request.json", PAGE, "application/json");
        String other = link.url().replace("result/report.html", "request.json");
        assertThat(get(other).statusCode()).isEqualTo(403);
        Thread.sleep(2_500);
        assertThat(get(link.url()).statusCode()).isEqualTo(403);
    }

    @Test
    void itHasTheAddressByWhichCallersReachTheStore() {
        StoreAddress own = service.address(service.secret(), TestStore.BUCKET);
        StoreAddress seen = new StoreAddress(
                own.endpoint(),
                own.region(),
                own.accessKey(),
                own.secretKey(),
                own.bucket(),
                Set.of(),
                Optional.of("https://files.example.org"));
        try (ArtifactStore store = ArtifactStore.at(seen)) {
            FileLink link = store.link(page, "report.html", Duration.ofMinutes(5));
            assertThat(link.url()).startsWith("https://files.example.org/for-tests/audits/a/result/report.html?");
            assertThat(store.find("audits/a/result/report.html", 100)).hasValue(PAGE);
        }
        assertThatThrownBy(() -> new StoreAddress(
                        own.endpoint(), "r", "a", "s", "bucket", Set.of(), Optional.of("files.example.org")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("flipside.store.public-endpoint");
    }
}
