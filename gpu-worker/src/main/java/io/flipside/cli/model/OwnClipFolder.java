package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.cli.LabelTable;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.Preprocess;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorProfile;
import io.flipside.train.OwnClips;
import io.flipside.train.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A person's clips to train on: every clip of a folder, or those that a table names, fitted to one length and size. */
final class OwnClipFolder {
    private OwnClipFolder() {}

    /**
     * Reads them all.
     *
     * @param labels table of files and labels
     * @param profile the length, size and rate that they are fitted to
     * @param seed of the order in which they are learnt from
     * @throws UserError naming the file or line that is not what it should be
     */
    static OwnClips read(Path folder, Optional<Path> labels, GeneratorProfile profile, long seed) {
        Preprocess preprocess = new Preprocess(profile.side(), profile.frames(), profile.framesPerSecond());
        Optional<LabelTable> table = labels.map(file -> LabelTable.read(file, folder));
        table.ifPresent(read -> read.refuseLonely(labels.orElseThrow()));
        List<LabelTable.Row> rows = table.map(LabelTable::rows).orElseGet(() -> files(folder).stream()
                .map(file -> new LabelTable.Row(file, 0))
                .toList());
        if (rows.size() < OwnClips.FEWEST) {
            throw new UserError("--clips " + folder + " has " + rows.size() + " clips; training takes "
                    + OwnClips.FEWEST + " or more, and a hundred or more to learn anything. Give more.");
        }
        refuseTooMany(rows.size(), profile);
        List<Sample> samples = new ArrayList<>();
        for (LabelTable.Row row : rows) {
            samples.add(new Sample(samples.size(), frames(row.file(), preprocess), row.label()));
        }
        return new OwnClips(profile, table.map(LabelTable::classes).orElse(List.of()), samples, seed);
    }

    /**
     * The files of a folder that may be clips, by name: tables and hidden files are none.
     *
     * @throws UserError if there is no such folder
     */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ". Give a folder with clips.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !hidden(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be read. Give a folder with clips.", e);
        }
    }

    private static boolean hidden(String name) {
        return name.startsWith(".") || name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    // they are held as bytes: better said now than by a heap that is full after an hour
    private static void refuseTooMany(int clips, GeneratorProfile profile) {
        long bytes = (long) clips * profile.frames() * profile.side() * profile.side() * RgbFrames.CHANNELS;
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap / 2) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "--clips: %d clips of %d frames of %dx%d take %d MB; half of the heap is %d MB. Give fewer, or set"
                            + " FLIPSIDE_HEAP.",
                    clips,
                    profile.frames(),
                    profile.side(),
                    profile.side(),
                    bytes >> 20,
                    heap >> 21));
        }
    }

    private static RgbFrames frames(Path file, Preprocess preprocess) {
        try {
            Clip clip = preprocess.read(file, ClipLimits.DEFAULT);
            return clip.frames();
        } catch (UserError e) {
            throw new UserError("--clips: " + e.getMessage(), e);
        }
    }
}
