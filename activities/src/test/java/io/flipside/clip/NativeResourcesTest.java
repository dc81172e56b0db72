package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NativeResourcesTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void noFileStaysOpenAfterSuccessOrFailure() throws IOException {
        var whole = evidence("whole.mkv");
        var cut = TestClips.save(folder.resolve("cut.mp4"), "no video at all".getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = TestClips.bytes(whole);
        bytes[bytes.length / 2] ^= 1;
        var damaged = TestClips.save(folder.resolve("damaged.mkv"), bytes);
        readAll(whole, cut, damaged);
        long before = openFiles();
        for (int i = 0; i < 20; i++) {
            readAll(whole, cut, damaged);
        }
        assertEquals(before, openFiles());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryDoesNotGrowFromClipToClip() throws IOException {
        var clip = TestClips.noise(2, 512, 512, 8.0);
        var file = folder.resolve("clip.mkv");
        for (int i = 0; i < 3; i++) {
            ClipWriter.writeEvidence(clip, file);
            ClipReader.read(file, ClipLimits.DEFAULT);
        }
        // One leaked frame a round would be 16 MB and more every time; what the JVM itself takes comes once.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long before = nativeKilobytes();
            for (int i = 0; i < 20; i++) {
                ClipWriter.writeEvidence(clip, file);
                ClipReader.read(file, ClipLimits.DEFAULT);
            }
            least = Math.min(least, nativeKilobytes() - before);
        }
        long grown = least;
        assertTrue(grown < 15_000, () -> "grew by " + grown + " kB");
    }

    @Test
    void clipsCanBeReadAndWrittenAtTheSameTime() throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tasks = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        var clip = TestClips.smooth(5, 48 + i, 64, 8.0);
                        var file = folder.resolve("clip" + i + ".mkv");
                        ClipWriter.writeEvidence(clip, file);
                        return clip.equals(ClipReader.read(file, ClipLimits.DEFAULT));
                    })
                    .toList();
            for (var done : pool.invokeAll(tasks)) {
                assertTrue(done.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void nothingIsPrintedAboutDamagedFiles() throws IOException, InterruptedException {
        byte[] bytes = TestClips.bytes(evidence("whole.mkv"));
        var cut = TestClips.save(folder.resolve("cut.mkv"), Arrays.copyOf(bytes, bytes.length / 2));
        bytes[bytes.length / 2] ^= 1;
        var damaged = TestClips.save(folder.resolve("damaged.mkv"), bytes);
        var video = folder.resolve("video.mp4");
        ClipWriter.writeShareable(TestClips.smooth(5, 64, 64, 8.0), video, 1);
        byte[] movie = TestClips.bytes(video);
        Arrays.fill(movie, movie.length / 2, movie.length, (byte) 7);
        TestClips.save(video, movie);
        // A process of its own: FFmpeg writes to the process's own streams, behind Java's back.
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reads.class.getName(),
                        cut.toString(),
                        damaged.toString(),
                        video.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(3, process.waitFor(), printed);
        assertEquals("", printed);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void modelsInNativeMemoryBesideASmallHeapDoNotKeepClipsFromBeingRead() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:MaxDirectMemorySize=1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadsBesideModels.class.getName(),
                        evidence("clip.mkv").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
    }

    @Test
    void aLimitThatSomebodySetByHandStays() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=1g",
                        "-Dorg.bytedeco.javacpp.maxbytes=512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintsLimits.class.getName(),
                        evidence("clip.mkv").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertEquals((512L << 20) + " " + (1L << 30), printed.strip());
    }

    /** Prints the limits that JavaCPP keeps to. */
    static final class PrintsLimits {
        private PrintsLimits() {}

        public static void main(String[] files) {
            ClipReader.read(Path.of(files[0]), ClipLimits.DEFAULT);
            System.out.println(Pointer.maxBytes() + " " + Pointer.maxPhysicalBytes());
        }
    }

    /** Takes more memory than four heaps and reads a clip. */
    static final class ReadsBesideModels {
        private ReadsBesideModels() {}

        public static void main(String[] files) {
            var model = ByteBuffer.allocateDirect(400 << 20);
            for (int i = 0; i < model.capacity(); i += 4096) {
                model.put(i, (byte) 1);
            }
            int count = ClipReader.read(Path.of(files[0]), ClipLimits.DEFAULT).count();
            System.exit(count == 4 && model.get(4096) == 1 ? 0 : 1);
        }
    }

    /** Reads files and exits with the number of those that were refused. */
    static final class Reads {
        private Reads() {}

        public static void main(String[] files) {
            int refused = 0;
            for (String file : files) {
                try {
                    ClipReader.read(Path.of(file), ClipLimits.DEFAULT);
                } catch (UserError e) {
                    refused++;
                }
            }
            ClipWriter.writeShareable(TestClips.smooth(3, 32, 32, 8.0), Path.of(files[0] + ".mp4"), 1);
            System.exit(refused);
        }
    }

    private Path evidence(String name) {
        var file = folder.resolve(name);
        ClipWriter.writeEvidence(TestClips.noise(4, 64, 64, 8.0), file);
        return file;
    }

    private static void readAll(Path whole, Path cut, Path damaged) {
        assertEquals(4, ClipReader.read(whole, ClipLimits.DEFAULT).count());
        assertThrows(UserError.class, () -> ClipReader.read(cut, ClipLimits.DEFAULT));
        assertThrows(UserError.class, () -> ClipReader.read(damaged, ClipLimits.DEFAULT));
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** Memory of the process beyond the Java heap, roughly: the heap is counted at its committed size. */
    private static long nativeKilobytes() throws IOException {
        System.gc();
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        return resident - Runtime.getRuntime().totalMemory() / 1024;
    }
}
