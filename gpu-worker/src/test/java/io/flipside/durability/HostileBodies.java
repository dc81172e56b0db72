package io.flipside.durability;

import static io.flipside.durability.HostileService.AUDITS;
import static io.flipside.durability.HostileService.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.durability.RawHttp.Answer;
import io.flipside.file.Sha256;
import io.flipside.record.AuditKeys;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bodies that are large, many, slow or damaged. */
interface HostileBodies extends HostileService.Asked {
    @Test
    default void aBodyThatIsTooLargeIsRefusedWhateverItsHeadSays() {
        String json = "POST /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON;
        String octets = "POST /api/inputs HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.OCTETS;
        String chunk = "11170\r\n" + "x".repeat(70_000) + "\r\n";
        refused(413, http().send(json + "Content-Length: 70000\r\n\r\n{"));
        refused(413, http().send(json + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"));
        refused(413, http().send(octets + "Content-Length: " + (HostileService.MOST_UPLOAD + 1) + "\r\n\r\nx"));
        refused(
                413,
                http().send(octets + "Expect: 100-continue\r\nContent-Length: " + (HostileService.MOST_UPLOAD + 1)
                        + "\r\n\r\n"));
        refused(
                413,
                http().send(octets + "Transfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(HostileService.MOST_UPLOAD / 70_000 + 1) + "0\r\n\r\n"));
        assertThat(service().scratchFiles()).isZero();
    }

    @Test
    default void anUploadOfSeveralPartsIsKeptUnderItsHashAndTheScratchFileGoes() throws IOException {
        String body = "x".repeat(HostileService.MOST_UPLOAD);
        Answer answer = http().post("/api/inputs?name=a.mkv&mediaType=video/mp4", RawHttp.HOST + RawHttp.OCTETS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).path("sha256").asText())
                .isEqualTo(Sha256.of(body.getBytes(StandardCharsets.US_ASCII)));
        assertThat(service().scratchFiles()).isZero();
    }

    @Test
    default void aFileOfAResultIsPassedThroughAndADamagedOneNeverArrivesWhole() throws IOException {
        byte[] bytes = "frame ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try (ArtifactStore store = TestSettings.store(service().addresses())) {
            store.put(AuditKeys.file("filed", "original.mkv"), bytes, "video/x-matroska");
            store.put(
                    AuditKeys.file("filed", "report.html"), "<html>".getBytes(StandardCharsets.US_ASCII), "text/html");
        }
        Answer whole = http().get("/api/audits/filed/files/original.mkv", RawHttp.HOST);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.head()).contains("content-type: video/x-matroska", "content-length: " + bytes.length);
        assertThat(whole.body()).isEqualTo(new String(bytes, StandardCharsets.US_ASCII));
        assertThat(http().get("/api/audits/filed/files/report.html", RawHttp.HOST)
                        .head())
                .contains("content-type: text/html", "sandbox allow-scripts", "frame-ancestors 'none'");

        Path folder = service().data().resolve("s3/objects/flipside/audits/filed/result");
        overwrite(folder.resolve("original.mkv"), 3_000_000);
        overwrite(folder.resolve("report.html"), 3);
        Answer damaged = http().get("/api/audits/filed/files/original.mkv", RawHttp.HOST);
        assertThat(damaged.body().length()).isLessThan(bytes.length);
        assertThat(damaged.ended()).isTrue();
        refused(500, http().get("/api/audits/filed/files/report.html", RawHttp.HOST));
    }

    @Test
    default void moreUploadsThanPlacesAreToldToComeBackAndTheServiceAnswers() throws IOException {
        try (Socket first = http().open()) {
            first.getOutputStream()
                    .write(("POST /api/inputs HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.OCTETS
                                    + "Content-Length: 1000000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            Audits.await(() -> service().scratchFiles() == 1, Duration.ofMillis(20), Duration.ofSeconds(20));
            Answer second = http().post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS, "x".repeat(3_000_000));
            refused(503, second);
            assertThat(second.head()).contains("retry-after: ");
            assertThat(http().get(AUDITS, RawHttp.HOST).status()).isEqualTo(200);
        }
        Audits.await(() -> service().scratchFiles() == 0, Duration.ofMillis(20), Duration.ofSeconds(20));
        Audits.await(
                () -> http().post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS, "abc")
                                .status()
                        == 200,
                Duration.ofMillis(50),
                Duration.ofSeconds(20));
    }

    @Test
    default void aSenderThatGivesAByteNowAndThenLosesItsConnection() {
        Audits.await(
                () -> {
                    try {
                        service().slow().getOutputStream().write('x');
                        return false;
                    } catch (IOException e) {
                        return true;
                    }
                },
                Duration.ofMillis(500),
                Duration.ofSeconds(60));
        assertThat(http().get(AUDITS, RawHttp.HOST).status()).isEqualTo(200);
    }

    private static void overwrite(Path file, long position) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(position);
            opened.write('#');
        }
    }
}
