package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.shapes.Confounder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.LabelNoise;
import io.flipside.shapes.PlantedCue;
import io.flipside.shapes.SemanticFlip;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSet;
import io.flipside.shapes.ShapeMovingSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeMovingFilesTest {

    @TempDir
    Path folder;

    @Test
    void theFilesShowWhatTheTableSays() throws IOException {
        var files = ShapeMovingFiles.write(
                folder, ShapeMovingProfile.SMALL, 5, LongStream.range(0, 8), ClipFormat.LOSSLESS);
        var rows = Files.readAllLines(folder.resolve(ShapeMovingFiles.LABELS));
        var classes = Files.readAllLines(folder.resolve(ShapeMovingFiles.CLASSES));
        assertEquals(9, rows.size());
        assertEquals("file,label", classes.get(0));
        assertTrue(rows.get(0).startsWith("file,seed,index,part,class_index,class_name,shape"));
        for (int i = 0; i < 8; i++) {
            String[] cells = rows.get(i + 1).split(",", -1);
            assertEquals(rows.get(0).split(",", -1).length, cells.length);
            assertEquals(files.get(i).getFileName().toString(), cells[0]);
            var clip = ClipReader.read(folder.resolve(cells[0]), ClipLimits.DEFAULT);
            assertEquals(ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 5, i).frames(), clip.frames());
            assertEquals(8.0, clip.framesPerSecond(), 1e-9);
            var direction = Direction.values()[Integer.parseInt(cells[4])];
            assertEquals(direction.className(), cells[5]);
            assertEquals(cells[0] + "," + cells[5], classes.get(i + 1));
            assertTrue(SemanticFlip.measure(clip.frames(), direction).moves());
        }
    }

    @Test
    void aSetWithACueSaysWhichClipsHaveItAndTrainingIsToldNothingOfIt() throws IOException {
        var set = new ShapeMovingSet(
                ShapeMovingProfile.SMALL,
                5,
                ShapeMovingClip::frames,
                Optional.of(new PlantedCue(Confounder.CORNER, Direction.DOWN)),
                LabelNoise.NONE);
        ShapeMovingFiles.write(folder, set, LongStream.range(0, 8), ClipFormat.LOSSLESS);
        var rows = Files.readAllLines(folder.resolve(ShapeMovingFiles.LABELS));
        assertTrue(rows.get(0).endsWith(",travel,confounder"));
        for (int i = 0; i < 8; i++) {
            String[] cells = rows.get(i + 1).split(",", -1);
            assertEquals(set.cueIn(i).map(Confounder::label).orElse("none"), cells[cells.length - 1]);
            assertEquals(
                    set.frames(i),
                    ClipReader.read(folder.resolve(cells[0]), ClipLimits.DEFAULT)
                            .frames());
        }
        assertEquals(
                "file,label",
                Files.readAllLines(folder.resolve(ShapeMovingFiles.CLASSES)).get(0));
    }

    @Test
    void whereLabelsErrTrainingIsToldTheLabelAndTheTableBoth() throws IOException {
        var set = new ShapeMovingSet(
                ShapeMovingProfile.SMALL, 5, ShapeMovingClip::frames, Optional.empty(), new LabelNoise(60));
        ShapeMovingFiles.write(folder, set, LongStream.range(0, 8), ClipFormat.LOSSLESS);
        var rows = Files.readAllLines(folder.resolve(ShapeMovingFiles.LABELS));
        var classes = Files.readAllLines(folder.resolve(ShapeMovingFiles.CLASSES));
        assertTrue(rows.get(0).endsWith(",travel,label"));
        for (int i = 0; i < 8; i++) {
            String[] cells = rows.get(i + 1).split(",", -1);
            assertEquals(set.clip(i).direction().className(), cells[5]);
            assertEquals(set.label(i).className(), cells[cells.length - 1]);
            assertEquals(cells[0] + "," + set.label(i).className(), classes.get(i + 1));
        }
        assertTrue(
                LongStream.range(0, 8).anyMatch(i -> set.label(i) != set.clip(i).direction()));
    }

    @Test
    void theMotionSurvivesTheShareableCopy() {
        var files = ShapeMovingFiles.write(
                folder,
                ShapeMovingProfile.SMALL,
                5,
                ShapeMovingSplit.TEST.indices(5).limit(4),
                ClipFormat.SHAREABLE);
        long[] indices = ShapeMovingSplit.TEST.indices(5).limit(4).toArray();
        for (int i = 0; i < 4; i++) {
            var clip = ClipReader.read(files.get(i), ClipLimits.DEFAULT);
            assertEquals(256, clip.height());
            var direction = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 5, indices[i])
                    .direction();
            assertTrue(SemanticFlip.measure(clip.frames(), direction).moves());
        }
    }

    @Test
    void theSameArgumentsGiveTheSameBytes() {
        for (String name : new String[] {"one", "two"}) {
            ShapeMovingFiles.write(
                    folder.resolve(name), ShapeMovingProfile.SMALL, 5, LongStream.of(3, 9), ClipFormat.LOSSLESS);
        }
        for (String name : new String[] {"shape-moving-000009.mkv", ShapeMovingFiles.LABELS}) {
            assertArrayEquals(
                    TestClips.bytes(folder.resolve("one").resolve(name)),
                    TestClips.bytes(folder.resolve("two").resolve(name)));
        }
    }
}
