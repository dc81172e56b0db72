package io.flipside.cli;

import io.flipside.audit.plan.AuditPlan;
import io.flipside.file.LocalPath;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is asked of which clip and models: the same for an audit here and for one on a service. */
public final class QuestionOptions {
    @Parameters(paramLabel = "CLIP", description = "Video file: any common container and codec.")
    private String clip = "";

    @Option(names = "--target", required = true, paramLabel = "CLASS", description = "The class to search for.")
    private String target = "";

    @Option(
            names = "--classifier",
            defaultValue = Home.TINY,
            paramLabel = "MODEL",
            description =
                    "Classifier under audit: its name on the workers; for explain, its name in the library or its folder. "
                            + "Default: the shipped small one.")
    private String classifier = Home.TINY;

    @Option(
            names = "--generator",
            defaultValue = Home.TINY,
            paramLabel = "MODEL",
            description =
                    "Image-to-video model: its name on the workers; for explain, its name in the library or its folder. "
                            + "Default: the shipped small one.")
    private String generator = Home.TINY;

    @Option(
            names = "--adapter",
            paramLabel = "FILE",
            description =
                    "LoRA adapter for the generator's transformer: its name in the library, or a safetensors file.")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--anyway", description = "Go on with a clip that the generator does not know; the record says so.")
    private boolean anyway;

    @Mixin
    private SearchOptions search = new SearchOptions();

    /**
     * The clip's file.
     *
     * @throws io.flipside.UserError if it is no path
     */
    public Path clip() {
        return LocalPath.of(clip);
    }

    /** Name of the target class. */
    public String target() {
        return target;
    }

    /** Name or folder of the classifier. */
    public String classifier() {
        return classifier;
    }

    /** Name or folder of the generator. */
    public String generator() {
        return generator;
    }

    /**
     * The adapter's file.
     *
     * @throws io.flipside.UserError if there is no adapter of that name
     */
    public Optional<Path> adapter() {
        return adapter.map(Home::adapter);
    }

    /**
     * How to search, and whether to go on anyway.
     *
     * @throws io.flipside.audit.InvalidRequest naming the field that cannot be
     */
    public AuditPlan plan() {
        AuditPlan plan = search.plan(Home.publishedShift(generator));
        return anyway ? plan.with(plan.policies().goingOnAnyway()) : plan;
    }

    /** Seed of the initial noise. */
    public long seed() {
        return search.seed();
    }
}
