package io.flipside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Opinion;
import io.flipside.clip.Clip;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpinionsTest {
    private static final Path CLASSIFIER = Path.of("../embedded/models/classifiers/tiny");
    private static final Path GENERATOR = Path.of("../embedded/models/generators/tiny");

    @TempDir
    Path folder;

    private static Opinion says(boolean sameData, String before, String after) {
        return new Opinion("c", sameData, Optional.of(before), Optional.of(after), Optional.empty(), Optional.empty());
    }

    private static FlipKind kind(Opinion... opinions) {
        return Opinions.kind(List.of(opinions), "left");
    }

    @Test
    void theGridOfOpinionsNamesTheFlip() {
        Opinion same = says(true, "right", "left");
        Opinion notSame = says(true, "right", "right");
        Opinion other = says(false, "right", "left");
        Opinion notOther = says(false, "right", "up");
        assertThat(kind(same, other)).isEqualTo(FlipKind.TASK_SEMANTIC);
        assertThat(kind(same, notOther)).isEqualTo(FlipKind.SHORTCUT);
        assertThat(kind(notSame, notOther)).isEqualTo(FlipKind.MODEL_SPECIFIC);
        assertThat(kind(notSame)).isEqualTo(FlipKind.MODEL_SPECIFIC);
        assertThat(kind(same)).isEqualTo(FlipKind.SHARED);
        assertThat(kind(notSame, other)).isEqualTo(FlipKind.UNKNOWN);
        assertThat(kind()).isEqualTo(FlipKind.UNKNOWN);
        assertThat(kind(same, notSame)).as("as many on both sides").isEqualTo(FlipKind.UNKNOWN);
        assertThat(kind(same, same, notSame)).as("the majority").isEqualTo(FlipKind.SHARED);
        assertThat(kind(says(true, "left", "left")))
                .as("it said the target before")
                .isEqualTo(FlipKind.UNKNOWN);
    }

    @Test
    void thoseWhoAreNamedAreAskedAndThoseWhoCannotBeSayWhy() throws IOException {
        copy("audited");
        copy("peer");
        Files.writeString(
                copy("strange").resolve("config.json"),
                Files.readString(CLASSIFIER.resolve("config.json")).replace("\"left\"", "\"port\""));
        Files.writeString(copy("damaged").resolve("model.safetensors"), "no weights");
        Files.writeString(
                folder.resolve("audited/opinions.json"),
                """
                {"sameData": ["peer", "gone"], "independent": ["strange", "damaged"]}
                """);
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
        Direction other = clip.direction() == Direction.LEFT ? Direction.RIGHT : Direction.LEFT;
        try (Models models = Models.open(folder.resolve("audited"), GENERATOR, Optional.empty())) {
            List<Opinion> opinions = new Opinions(models)
                    .ask(
                            new Clip(clip.frames(), 8),
                            new Clip(clip.withDirection(other).frames(), 8));
            assertThat(opinions).hasSize(4);
            assertThat(opinions.get(0).before()).contains(clip.direction().className());
            assertThat(opinions.get(0).after()).contains(other.className());
            assertThat(opinions.get(0).sha256().orElseThrow()).hasSize(64);
            assertThat(opinions.get(1).notAsked().orElseThrow()).contains("not beside");
            assertThat(opinions.get(2).notAsked().orElseThrow()).contains("other classes", "port");
            assertThat(opinions.get(3).notAsked().orElseThrow()).contains("model.safetensors");
            assertThat(Opinions.kind(opinions, other.className())).isEqualTo(FlipKind.SHARED);
        }
    }

    private Path copy(String name) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(CLASSIFIER)) {
            for (Path file :
                    files.filter(file -> !file.endsWith("opinions.json")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
