package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.UserError;
import io.flipside.file.LocalPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTest {

    @TempDir
    Path folder;

    @Test
    void saysWhatIsWrongWithAPathThatIsNoVideoFile() throws IOException {
        assertRefused(folder.resolve("none.mp4"), "There is no file");
        assertRefused(folder, "is a folder");
        assertRefused(Files.createFile(folder.resolve("empty.mp4")), "is empty");
        assertRefused(text("notes.mp4", "Only some words, and enough of them to look at.".repeat(50)), "not a video");
        assertRefused(Path.of("/dev/zero"), "not a plain file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/a.mp4", "concat:a.mp4|b.mp4", "file:/etc/passwd", "pipe:0", "lavfi:x"})
    void refusesAddressesInPlaceOfFiles(String location) {
        var error = assertThrows(UserError.class, () -> LocalPath.of(location));
        assertTrue(error.getMessage().contains("is an address, not a file"));
    }

    @Test
    void takesPlainPaths() {
        assertEquals(Path.of("clips/a.mp4"), LocalPath.of("clips/a.mp4"));
        assertEquals(Path.of("/clips/a.mp4"), LocalPath.of("/clips/a.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nreal.mp4\n#EXT-X-ENDLIST\n",
                "\uFEFF#EXTM3U\n#EXTINF:10,\nreal.mp4\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile real.mp4\n",
                "file 'real.mp4'\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
                "<?xml version=\"1.0\"?><MPD><Period/></MPD>",
            })
    void refusesListsOfOtherFiles(String playlist) throws IOException {
        ClipWriter.writeShareable(TestClips.smooth(3, 32, 32, 8.0), folder.resolve("real.mp4"), 1);
        assertRefused(text("list.mp4", playlist), "is a playlist");
    }

    @Test
    void refusesAPlaylistThatTheFirstBytesDoNotGiveAway() throws IOException {
        ClipWriter.writeShareable(TestClips.smooth(3, 32, 32, 8.0), folder.resolve("real.mp4"), 1);
        assertRefused(text("list.m3u8", "# comment\n#EXTM3U\n#EXTINF:10,\nreal.mp4\n"), "not a video");
        assertRefused(text("list.txt", "# comment\nffconcat version 1.0\nfile real.mp4\n"), "not a video");
    }

    @Test
    void refusesAStillPicture() throws IOException {
        var still = folder.resolve("still.png");
        FrameStrip.writePng(still, 1, 1, List.of(TestClips.noise(1, 16, 16, 1.0)));
        assertRefused(still, "not a video");
    }

    static Stream<Encoding> filesWithAnEnd() {
        return Stream.of(
                Encoding.EVIDENCE,
                Encoding.SHAREABLE,
                TestClips.AVI,
                TestClips.HUFFYUV_AVI,
                TestClips.WEBM,
                TestClips.QUICKTIME,
                TestClips.GIF,
                TestClips.OGG,
                TestClips.WINDOWS_MEDIA,
                new Encoding("apng", "apng", "rgb24", 0.0, Map.of("pred", "mixed"), Map.of("plays", "0")));
    }

    @ParameterizedTest
    @MethodSource("filesWithAnEnd")
    void refusesAFileThatIsCutOffAnywhere(Encoding encoding) {
        var whole = folder.resolve("whole");
        TestClips.write(TestClips.smooth(12, 64, 64, 25.0), whole, encoding);
        byte[] bytes = TestClips.bytes(whole);
        assertEquals(12, ClipReader.read(whole, ClipLimits.DEFAULT).count());
        var random = new SplittableRandom(3);
        for (int i = 0; i < 30; i++) {
            int length = i == 0 ? bytes.length - 1 : 1 + random.nextInt(bytes.length - 1);
            var cut = TestClips.save(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            assertThrows(
                    UserError.class,
                    () -> ClipReader.read(cut, ClipLimits.DEFAULT),
                    () -> length + " bytes of " + bytes.length + " were read as a whole clip");
        }
    }

    static Stream<Encoding> filesMadeToBeCut() {
        return Stream.of(TestClips.TRANSPORT, TestClips.PROGRAM, TestClips.FLASH);
    }

    @ParameterizedTest
    @MethodSource("filesMadeToBeCut")
    void refusesAFileThatIsCutOffInsideAPacketEvenIfItsKindMayEndBetweenTwo(Encoding encoding) {
        var whole = folder.resolve("whole");
        TestClips.write(TestClips.noise(12, 64, 64, 25.0), whole, encoding);
        byte[] bytes = TestClips.bytes(whole);
        assertEquals(12, ClipReader.read(whole, ClipLimits.DEFAULT).count());
        for (int cut = 1; cut < 30; cut++) {
            assertRefused(TestClips.save(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - cut)), "cut off");
        }
    }

    @Test
    void refusesVideoWithoutAContainer() {
        for (Encoding raw : List.of(TestClips.RAW_H264, TestClips.RAW_MPEG)) {
            assertRefused(
                    TestClips.write(TestClips.smooth(12, 64, 64, 25.0), folder.resolve("clip.raw"), raw),
                    "not a video");
        }
    }

    @Test
    void refusesEvidenceWithOneChangedBit() {
        var file = folder.resolve("evidence.mkv");
        ClipWriter.writeEvidence(TestClips.noise(4, 48, 48, 8.0), file);
        byte[] bytes = TestClips.bytes(file);
        for (int at = bytes.length / 4; at < bytes.length * 3 / 4; at += bytes.length / 16) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            assertRefused(TestClips.save(file, changed), "damaged");
        }
    }

    @Test
    void neverCrashesOnRandomDamage() {
        var random = new SplittableRandom(9);
        var limits = new ClipLimits(1 << 20, 60.0, 512, 100, 1 << 26);
        var others = Stream.of(
                TestClips.TRANSPORT,
                TestClips.FLASH,
                TestClips.GIF,
                new Encoding("apng", "apng", "rgb24", 0.0, Map.of("pred", "mixed"), Map.of("plays", "0")));
        Stream.concat(filesWithAnEnd(), others).forEach(encoding -> {
            var file = TestClips.write(TestClips.smooth(6, 48, 48, 25.0), folder.resolve("whole"), encoding);
            byte[] bytes = TestClips.bytes(file);
            for (int i = 0; i < 40; i++) {
                byte[] changed = bytes.clone();
                for (int k = 0; k < 20; k++) {
                    changed[random.nextInt(Math.min(bytes.length, k < 10 ? 400 : bytes.length))] =
                            (byte) random.nextInt();
                }
                var damaged = TestClips.save(folder.resolve("changed"), changed);
                try {
                    assertTrue(ClipReader.read(damaged, limits).count() <= 100);
                } catch (UserError expected) {
                    assertTrue(expected.getMessage().contains("changed"), expected::getMessage);
                }
            }
        });
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }

    private static void assertRefused(Path file, String because) {
        var error = assertThrows(UserError.class, () -> ClipReader.read(file, ClipLimits.DEFAULT));
        assertTrue(error.getMessage().contains(because), error::getMessage);
        assertTrue(error.getMessage().contains(file.getFileName().toString()), error::getMessage);
    }
}
