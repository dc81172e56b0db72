package io.flipside.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AskedRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Whatever a manifest says, it is read as it was meant or refused in words. */
class ManifestPropertiesTest {
    private static final ArtifactRef CLIP = new ArtifactRef("s3://b/c", "ab".repeat(32), 3, "video/mp4");

    record Row(String target, long seed) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        // no space at an end, for cells are trimmed; no control character, for no class has one
        Arbitrary<String> targets = Arbitraries.strings()
                .withChars("abc ,;\"'=äß漢")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(String::strip)
                .filter(text -> !text.isBlank());
        return Combinators.combine(targets, Arbitraries.longs())
                .as(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property(tries = 200)
    void everyRowIsReadAsItWasWrittenAndKeepsItsLineAsJson(@ForAll("rows") List<Row> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180);
        printer.printRecord("clip", "seed", "target");
        for (Row row : rows) {
            printer.printRecord(CLIP.uri(), row.seed(), row.target());
        }
        Manifest csv = Manifest.read(text.toString().getBytes(UTF_8), ManifestFormat.CSV);
        List<AskedRow> read = csv.requests(uri -> CLIP, request -> {});
        assertThat(read)
                .extracting(row ->
                        new Row(row.request().targetClass(), row.request().seed()))
                .containsExactlyElementsOf(rows);
        Manifest json = Manifest.read(csv.jsonLines(Map.of(CLIP.uri(), CLIP)), ManifestFormat.JSON_LINES);
        assertThat(json.requests(uri -> CLIP, request -> {})).isEqualTo(read);
    }

    @Property(tries = 500)
    void anyTextIsAManifestOrRefusedInWords(@ForAll String text, @ForAll ManifestFormat format) {
        String whole = format == ManifestFormat.CSV ? "clip,target,plan.stop.confidence\n" + text : text;
        try {
            Manifest.read(whole.getBytes(UTF_8), format).requests(uri -> CLIP, request -> {});
        } catch (InvalidRequest | UserError e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
