package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.step.SealInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the build before plans left in stores: its own files. */
class FormerRecordsTest {
    @Test
    void aRequestOfVersionOneReadsAndIsTheSameWhenItIsWrittenAsNow() throws IOException {
        AuditRequest request = AuditJson.read(file("request-tiny.json"), AuditRequest.class);
        assertThat(request.plan()).isEqualTo(Presets.of("tiny"));
        assertThat(AuditJson.read(AuditJson.bytes(request), AuditRequest.class)).isEqualTo(request);
    }

    @Test
    void aRecordWithARequestOfVersionOneReads() throws IOException {
        SealInput record = AuditJson.read(file("record-v1.json"), SealInput.class);
        assertThat(record.request().plan().schedule()).contains(new Schedule(12, 5, 3));
    }

    @Test
    void aRequestThatCannotBeIsDamagedAndNothingElse() throws IOException {
        String request = new String(file("request-tiny.json"), StandardCharsets.UTF_8);
        for (String damaged : new String[] {
            request.replace("\"iterations\":25", "\"iterations\":0"),
            request.replace("\"policies\"", "\"plan\""),
            request.replace("\"search\"", "\"sketch\""),
            request.replace("\"search\"", "\"plan\""),
            "[]"
        }) {
            assertThat(damaged).isNotEqualTo(request);
            assertThatThrownBy(() -> AuditJson.read(damaged.getBytes(StandardCharsets.UTF_8), AuditRequest.class))
                    .as(damaged)
                    .isInstanceOf(AuditJson.Damaged.class);
        }
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FormerRecordsTest.class.getResourceAsStream("/former/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
