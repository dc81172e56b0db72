package io.flipside.clip;

import io.flipside.shapes.Confounder;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSet;
import io.flipside.shapes.ShapeMovingSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Renders synthetic clips as video files, with a table that says what each shows. */
public final class ShapeMovingFiles {

    /** Name of the table; it is written last, so a folder that has it is complete. */
    public static final String LABELS = "labels.csv";

    /** Name of the table that training takes: file and class, and nothing else. */
    public static final String CLASSES = "clips.csv";

    /** Name of the column that says which cue a clip has, or {@code none}. */
    public static final String CUE = "confounder";

    /** Name of the column that says what training is told, where labels err: {@code class_name} is the motion. */
    public static final String LABEL = "label";

    private static final String HEADER =
            "file,seed,index,part,class_index,class_name,shape,hue,saturation,value,radius,start_x,start_y,travel";

    private ShapeMovingFiles() {}

    /**
     * Writes one file a clip, {@value #CLASSES} and {@value #LABELS}. Lengths in the table are fractions of the frame's side. The same
     * arguments give the same bytes.
     *
     * @param folder made if it is missing; files of the same names are replaced
     * @param indices which clips of the data set, for example {@code ShapeMovingSplit.TEST.indices(seed).limit(20)}
     * @return the video files in the order of the indices
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public static List<Path> write(
            Path folder, ShapeMovingProfile profile, long seed, LongStream indices, ClipFormat format) {
        return write(folder, ShapeMovingSet.plain(profile, seed), indices, format);
    }

    /** As above, with clips that are drawn otherwise; a set with a cue has one more column, {@value #CUE}, one whose labels err {@value #LABEL}. */
    public static List<Path> write(Path folder, ShapeMovingSet set, LongStream indices, ClipFormat format) {
        removeOldTable(folder);
        var files = new ArrayList<Path>();
        var table = new StringBuilder(HEADER)
                .append(set.cue().isPresent() ? "," + CUE : "")
                .append(errs(set) ? "," + LABEL : "")
                .append('\n');
        var classes = new StringBuilder("file,label\n");
        indices.forEachOrdered(index -> {
            var parameters = set.clip(index);
            Path file = folder.resolve("shape-moving-%06d%s".formatted(index, format.suffix()));
            format.write(new Clip(set.frames(index), set.profile().framesPerSecond()), file);
            files.add(file);
            table.append(row(file, set.seed(), index, parameters))
                    .append(cue(set, index))
                    .append(errs(set) ? "," + set.label(index).className() : "")
                    .append('\n');
            classes.append(file.getFileName())
                    .append(',')
                    .append(set.label(index).className())
                    .append('\n');
        });
        AtomicFile.write(folder.resolve(CLASSES), unfinished -> Files.writeString(unfinished, classes));
        AtomicFile.write(folder.resolve(LABELS), unfinished -> Files.writeString(unfinished, table));
        return List.copyOf(files);
    }

    private static void removeOldTable(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(LABELS));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not replace " + folder.resolve(LABELS), e);
        }
    }

    private static boolean errs(ShapeMovingSet set) {
        return set.labels().percent() > 0;
    }

    private static String cue(ShapeMovingSet set, long index) {
        return set.cue().isEmpty()
                ? ""
                : "," + set.cueIn(index).map(Confounder::label).orElse("none");
    }

    private static String row(Path file, long seed, long index, ShapeMovingClip clip) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%s,%d,%s,%s,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f",
                file.getFileName(),
                seed,
                index,
                ShapeMovingSplit.of(seed, index).name().toLowerCase(Locale.ROOT),
                clip.direction().classIndex(),
                clip.direction().className(),
                clip.shape().name().toLowerCase(Locale.ROOT),
                clip.colour().hue(),
                clip.colour().saturation(),
                clip.colour().value(),
                clip.radius(),
                clip.startX(),
                clip.startY(),
                clip.travel());
    }
}
