package io.flipside.explain;

import io.flipside.search.SearchSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to explain.
 *
 * @param clip video file
 * @param target name of the target class
 * @param classifier folder of the classifier under audit
 * @param generator folder of the image-to-video model
 * @param adapter LoRA file for the generator's transformer
 * @param settings of the search
 * @param preset name under which the settings began, for the record
 * @param seed of the initial noise
 * @param out folder of the result: new or empty
 * @param anyway whether to go on with a clip that the generator does not know
 */
public record ExplainRequest(
        Path clip,
        String target,
        Path classifier,
        Path generator,
        Optional<Path> adapter,
        SearchSettings settings,
        String preset,
        long seed,
        Path out,
        boolean anyway) {}
