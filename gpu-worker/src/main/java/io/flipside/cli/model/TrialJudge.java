package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import io.flipside.audit.step.DomainFacts;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.explain.Candidate;
import io.flipside.explain.DomainCheck;
import io.flipside.explain.Explanation;
import io.flipside.explain.Judge;
import io.flipside.explain.Models;
import io.flipside.explain.Rendered;
import io.flipside.file.ScratchFolder;
import io.flipside.library.LibraryMetricWeights;
import io.flipside.shapes.Direction;
import java.util.List;
import java.util.Optional;

/** The verdict of an audit on clips that were made without one: written, read again and judged alike. */
final class TrialJudge {
    private final Models models;
    private final Clip original;
    private final Direction target;
    private final DomainFacts domain;

    TrialJudge(Models models, Clip original, Direction target) {
        this.models = models;
        this.original = original;
        this.target = target;
        this.domain = DomainCheck.of(models, original, Optional.empty());
    }

    /**
     * The verdict.
     *
     * @param rendered {@code [1, 3, F, H, W]}, not clamped
     */
    Explanation of(NDArray rendered) {
        return ScratchFolder.using(folder -> {
            double inMemory = Rendered.write(rendered, original.framesPerSecond(), folder, models, target.className());
            return new Judge(models, new LibraryMetricWeights(Home.library()))
                    .judge(new Candidate(
                            original,
                            target.className(),
                            folder,
                            inMemory,
                            List.of(),
                            Optional.empty(),
                            Optional.of(domain)));
        });
    }
}
