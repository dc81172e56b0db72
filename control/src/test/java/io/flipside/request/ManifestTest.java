package io.flipside.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.desk.AskedRow;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final ArtifactRef CLIP = new ArtifactRef("s3://b/a.mkv", "ab".repeat(32), 3, "video/x-matroska");
    private static final Function<String, ArtifactRef> CLIPS = uri -> {
        if (uri.equals(CLIP.uri())) {
            return CLIP;
        }
        throw new InvalidRequest("clip", "is '" + uri + "', which is not there.");
    };

    private static List<AskedRow> csv(String text) {
        return Manifest.read(text.getBytes(UTF_8), ManifestFormat.CSV).requests(CLIPS, request -> {});
    }

    private static List<AskedRow> lines(String text) {
        return Manifest.read(text.getBytes(UTF_8), ManifestFormat.JSON_LINES).requests(CLIPS, request -> {});
    }

    @Test
    void aRowThatAsksForSeveralAnswersIsARowForEachSeed() {
        List<AskedRow> rows = csv("clip,target,seed,answers\ns3://b/a.mkv,left,4,3\ns3://b/a.mkv,right,,\n");
        assertThat(rows).extracting(AskedRow::line).containsExactly(2, 2, 2, 3);
        assertThat(rows).extracting(row -> row.request().seed()).containsExactly(4L, 5L, 6L, 1L);
        assertThatThrownBy(() -> csv("clip,target,answers\ns3://b/a.mkv,left,many\ns3://b/a.mkv,left,17\n"))
                .hasMessageContaining("2 bad rows");
    }

    @Test
    void columnsAreReadByTheirNamesAndWhatIsBlankHasTheDefaultOfARequest() {
        List<AskedRow> rows = csv(
                """
                target,clip,seed,classifier,generator,preset,method,plan.budget.iterations,plan.settings.draws
                left,s3://b/a.mkv,,,,,,,
                "right, or so",s3://b/a.mkv,7,mine,other,e-swin,,3,

                down,s3://b/a.mkv,-1,,,,draws,,20
                """);
        assertThat(rows).extracting(AskedRow::line).containsExactly(2, 3, 5);
        AuditRequest first = rows.get(0).request();
        assertThat(first.clip()).isEqualTo(CLIP);
        assertThat(first.targetClass()).isEqualTo("left");
        assertThat(first.seed()).isEqualTo(1);
        assertThat(first.classifier()).isEqualTo("tiny");
        assertThat(first.plan()).isEqualTo(Presets.of("tiny"));
        AuditRequest second = rows.get(1).request();
        assertThat(second.targetClass()).isEqualTo("right, or so");
        assertThat(second.seed()).isEqualTo(7);
        assertThat(second.classifier()).isEqualTo("mine");
        assertThat(second.generator()).isEqualTo("other");
        assertThat(second.plan().budget().orElseThrow().iterations()).isEqualTo(3);
        assertThat(second.plan().budget().orElseThrow().inversionIterations()).isEqualTo(40);
        AuditRequest third = rows.get(2).request();
        assertThat(third.plan().method()).isEqualTo("draws");
        assertThat(third.plan().settings()).contains(Map.of("draws", 20.0));
        assertThat(third.seed()).isEqualTo(-1);
    }

    @Test
    void aLineOfJsonIsARequestWhoseClipMayBeAnAddressAlone() {
        List<AskedRow> rows = lines(
                """

                {"clip": "s3://b/a.mkv", "targetClass": "left", "plan": {"budget": {"iterations": 2}}}
                {"clip": {"uri": "s3://b/other", "sha256": "%s", "bytes": 9}, "targetClass": "up"}"""
                        .formatted("cd".repeat(32)));
        assertThat(rows).extracting(AskedRow::line).containsExactly(2, 3);
        assertThat(rows.get(0).request().clip()).isEqualTo(CLIP);
        assertThat(rows.get(0).request().plan().budget().orElseThrow().iterations())
                .isEqualTo(2);
        assertThat(rows.get(1).request().clip().uri()).isEqualTo("s3://b/other");
    }

    @Test
    void badRowsAreAllNamedAtOnceWithTheirLines() {
        assertThatExceptionOfType(BadManifest.class)
                .isThrownBy(
                        () -> csv(
                                """
                        clip,target,seed
                        s3://b/a.mkv,left,1
                        s3://b/none.mkv,left,1
                        s3://b/a.mkv,left,much
                        s3://b/a.mkv,,1
                        s3://b/a.mkv,left
                        """))
                .satisfies(bad -> {
                    assertThat(bad.named())
                            .extracting(BadManifest.Problem::line)
                            .containsExactly(3, 4, 5, 6);
                    assertThat(bad.named().get(0).problem()).contains("clip", "s3://b/none.mkv", "not there");
                    assertThat(bad.named().get(1).problem()).contains("seed", "whole number");
                    assertThat(bad.named().get(2).problem()).contains("targetClass", "missing");
                    assertThat(bad.named().get(3).problem()).contains("2 cells", "3");
                    assertThat(bad.more()).isZero();
                    assertThat(bad).hasMessageContainingAll("4 bad rows", "none is started", "line 3:", "line 6:");
                });
        assertThatExceptionOfType(BadManifest.class)
                .isThrownBy(
                        () -> lines("rubbish\n{\"clip\": \"s3://b/a.mkv\", \"targetClass\": \"left\", \"sede\": 1}\n"))
                .satisfies(bad -> assertThat(bad.named())
                        .extracting(BadManifest.Problem::line)
                        .containsExactly(1, 2));
    }

    @Test
    void ofMoreThanAHundredBadRowsTheRestIsCounted() {
        assertThatExceptionOfType(BadManifest.class)
                .isThrownBy(() -> csv("clip,target\n" + "s3://b/none,left\n".repeat(250)))
                .satisfies(bad -> {
                    assertThat(bad.named()).hasSize(100);
                    assertThat(bad.more()).isEqualTo(150);
                    assertThat(bad).hasMessageContainingAll("250 bad rows", "And 150 rows more.");
                });
    }

    @Test
    void whatTheDoorWouldRefuseIsABadRow() {
        byte[] text = "clip,target\ns3://b/a.mkv,left\n".getBytes(UTF_8);
        Manifest manifest = Manifest.read(text, ManifestFormat.CSV);
        assertThatThrownBy(() -> manifest.requests(CLIPS, request -> {
                    throw new InvalidRequest("classifier", "is not there.");
                }))
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining("line 2: field 'classifier' is not there.");
    }

    @Test
    void whatIsNoManifestIsRefusedWithTheNextStep() {
        refused("", "no column 'clip'");
        refused("clip,target\n", "no rows");
        refused("clip,goal\ns3://b/a.mkv,left\n", "column 'goal'");
        refused("clip\ns3://b/a.mkv\n", "no column 'target'");
        refused("clip,clip,target\na,b,c\n", "no CSV with a header");
        refused("clip,target\n\"s3://b/a.mkv,left\n", "no CSV with a header");
        assertThatThrownBy(() -> Manifest.read(new byte[] {(byte) 0xff, (byte) 0xfe}, ManifestFormat.CSV))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Manifest.read(new byte[Manifest.MOST_BYTES + 1], ManifestFormat.CSV))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("Split it");
        assertThatThrownBy(() -> ManifestFormat.of("manifest.uri", "s3://b/rows.xlsx"))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(".csv");
    }

    private static void refused(String text, String problem) {
        assertThatThrownBy(() -> csv(text)).isInstanceOf(InvalidRequest.class).hasMessageContaining(problem);
    }

    @Test
    void aMarkOfByteOrderAndCarriageReturnsArePassedOver() {
        assertThat(csv("\uFEFFclip,target\r\ns3://b/a.mkv,left\r\n"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.line()).isEqualTo(2);
                    assertThat(row.request().targetClass()).isEqualTo("left");
                });
        assertThat(lines("{\"clip\": \"s3://b/a.mkv\", \"targetClass\": \"left\"}\r\n"))
                .hasSize(1);
    }

    @Test
    void rangesOfRowsAreReadAsPeopleWriteThem() {
        assertThat(RowRanges.of("rows", "3, 7-12").toString())
                .isEqualTo("[RowRange[first=3, last=3], RowRange[first=7, last=12]]");
        for (String text : List.of("", "a", "1-", "0", "5-3", "1,,2", "99999999999")) {
            assertThatThrownBy(() -> RowRanges.of("rows", text))
                    .as(text)
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("rows");
        }
    }
}
