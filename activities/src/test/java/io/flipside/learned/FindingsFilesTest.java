package io.flipside.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.findings.CounterfactualPair;
import io.flipside.findings.Findings;
import io.flipside.findings.FindingsBuilder;
import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsFilesTest {
    private static final String HOSTILE = "<script>alert('x')</script>";

    @TempDir
    private Path folder;

    @Test
    void namesOfClassesAndClipsCannotChangeThePage() throws IOException {
        FindingsFiles.write(folder, findings(HOSTILE), 0);

        String page = Files.readString(folder.resolve(FindingsFiles.PAGE));
        assertThat(page)
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .contains("default-src 'none'")
                .contains("src=\"data:image/png;base64,")
                .contains("the picture is brighter from the beginning");
    }

    @Test
    void machinesReadEveryFigureAndTheRule() throws IOException {
        FindingsFiles.write(folder, findings("bright"), 3);

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve(FindingsFiles.JSON).toFile());
        assertThat(json.path("version").intValue()).isEqualTo(1);
        assertThat(json.path("pairs").intValue()).isEqualTo(24);
        assertThat(json.path("leftOut").intValue()).isEqualTo(3);
        assertThat(json.path("rule").path("leastPairs").intValue()).isEqualTo(8);
        JsonNode group = json.path("groups").get(0);
        assertThat(group.path("to").textValue()).isEqualTo("bright");
        assertThat(group.path("findings").get(0).path("family").textValue()).isEqualTo("brightness");
        assertThat(group.path("cues")).hasSize(13);
        assertThat(group.path("change")).hasSize(6).allSatisfy(part -> assertThat(part)
                .hasSize(16)
                .allSatisfy(row -> assertThat(row).hasSize(16)));
        assertThat(json.path("groups").get(2).path("tooFew").isMissingNode()).isTrue();
    }

    @Test
    void resultsThatFlippedAreFoundWhereverTheyLieAndOthersAreLeftOut() throws IOException {
        Path flipped =
                result("some/where", "{\"verdict\":{\"flipped\":true},\"originalClass\":\"a\",\"targetClass\":\"b\"}");
        Path not = result("else", "{\"verdict\":{\"flipped\":false},\"originalClass\":\"a\",\"targetClass\":\"b\"}");
        FindingsBuilder builder = new FindingsBuilder();

        assertThat(ResultPairs.under(folder)).containsExactly(not, flipped);
        assertThat(ResultPairs.under(flipped)).containsExactly(flipped);
        assertThat(ResultPairs.add(flipped, "flipped", builder)).isTrue();
        assertThat(ResultPairs.add(not, "not", builder)).isFalse();
        assertThat(builder.pairs()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | is no JSON",
                "{} | verdict.flipped is not true or false",
                "{\"verdict\":{\"flipped\":\"yes\"}} | verdict.flipped is not true or false",
                "{\"verdict\":{\"flipped\":true},\"originalClass\":\"a\"} | targetClass is missing",
                "{\"verdict\":{\"flipped\":true},\"originalClass\":4,\"targetClass\":\"b\"} | originalClass is missing",
            })
    void aResultThatIsNotWhatItShouldBeIsNamedByFileAndField(String json, String message) throws IOException {
        Path result = result("broken", json);

        assertThatThrownBy(() -> ResultPairs.add(result, "broken", new FindingsBuilder()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("broken")
                .hasMessageContaining(message);
    }

    @Test
    void aFolderWithoutResultsIsSaidToHaveNone() {
        assertThatThrownBy(() -> ResultPairs.under(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no result.json");
        assertThatThrownBy(() -> ResultPairs.under(folder.resolve("none")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no folder");
    }

    private Path result(String name, String json) throws IOException {
        Path result = Files.createDirectories(folder.resolve(name));
        Files.writeString(result.resolve("result.json"), json);
        ClipWriter.writeEvidence(new Clip(grey(40), 8), result.resolve("original.mkv"));
        ClipWriter.writeEvidence(new Clip(grey(80), 8), result.resolve("counterfactual.mkv"));
        return result;
    }

    private static Findings findings(String bright) {
        FindingsBuilder builder = new FindingsBuilder();
        for (int i = 0; i < 12; i++) {
            builder.add(new CounterfactualPair(HOSTILE + i, "dark", bright, grey(40 + i), grey(80 + i)));
            builder.add(new CounterfactualPair("back" + i, bright, "dark", grey(80 + i), grey(80 + i)));
        }
        return builder.build(1);
    }

    private static RgbFrames grey(int value) {
        byte[] rgb = new byte[17 * 32 * 32 * 3];
        Arrays.fill(rgb, (byte) value);
        return RgbFrames.of(rgb, 17, 32, 32);
    }

    @Test
    void groupsAreInTheOrderOfTheirTarget() {
        assertThat(findings("bright").groups())
                .extracting(group -> group.group().label())
                .isEqualTo(List.of("any to 'bright'", "'dark' to 'bright'", "any to 'dark'", "'bright' to 'dark'"));
    }
}
