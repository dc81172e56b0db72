package io.flipside.audit.step;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import io.flipside.audit.step.Figure.Direction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict, taken by the classifier from the written lossless file.
 *
 * @param prediction most probable class of the written file
 * @param confidence its probability
 * @param targetProbability of the target class
 * @param shareablePrediction most probable class of the lossy file
 * @param metrics what every metric says, by the metric's name
 * @param evidenceSha256 of the lossless file
 * @param notFlipped why the written file is no counterfactual of the clip
 * @param notValid why nobody can vouch for the counterfactual that it is
 * @param validity the parts of the verdict; empty in audits of versions that did not measure them
 * @param files the result by file name: both clips twice, pictures, page
 */
public record Evaluation(
        String prediction,
        double confidence,
        double targetProbability,
        String shareablePrediction,
        Map<String, Measurement> metrics,
        String evidenceSha256,
        Optional<Reason> notFlipped,
        Optional<Reason> notValid,
        Optional<Validity> validity,
        Map<String, ArtifactRef> files) {
    private static final String SSIM = "ssim";
    private static final String FIRST_FRAME_SSIM = "firstFrameSsim";

    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        files = Map.copyOf(files);
    }

    /** Reads what is written now, and what was written when two figures were all there was. */
    @JsonCreator
    static Evaluation read(
            @JsonProperty("prediction") String prediction,
            @JsonProperty("confidence") double confidence,
            @JsonProperty("targetProbability") double targetProbability,
            @JsonProperty("shareablePrediction") String shareablePrediction,
            @JsonProperty("metrics") @Nullable Map<String, Measurement> metrics,
            @JsonProperty(SSIM) @Nullable Double ssim,
            @JsonProperty(FIRST_FRAME_SSIM) @Nullable Double firstFrameSsim,
            @JsonProperty("evidenceSha256") String evidenceSha256,
            @JsonProperty("notFlipped") Optional<Reason> notFlipped,
            @JsonProperty("notValid") Optional<Reason> notValid,
            @JsonProperty("validity") Optional<Validity> validity,
            @JsonProperty("files") Map<String, ArtifactRef> files) {
        return new Evaluation(
                prediction,
                confidence,
                targetProbability,
                shareablePrediction,
                metrics == null ? former(ssim, firstFrameSsim) : metrics,
                evidenceSha256,
                notFlipped,
                notValid,
                validity,
                files);
    }

    private static Map<String, Measurement> former(@Nullable Double ssim, @Nullable Double firstFrameSsim) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        if (ssim != null) {
            figures.put(SSIM, new Figure(ssim, "ratio", Direction.HIGHER_IS_NEARER));
        }
        if (firstFrameSsim != null) {
            figures.put(FIRST_FRAME_SSIM, new Figure(firstFrameSsim, "ratio", Direction.HIGHER_IS_NEARER));
        }
        return figures.isEmpty() ? Map.of() : Map.of(SSIM, new Measurement.Figures(figures));
    }

    /** Why the audit did not come to a counterfactual that can be believed; empty if it did. */
    @JsonIgnore
    public Optional<Reason> shortcoming() {
        return notFlipped.or(() -> notValid);
    }

    /** One of the figures; empty if no metric has one of this name, or the metric is unavailable. */
    public Optional<Double> figure(String name) {
        return Optional.ofNullable(Measurement.figures(metrics).get(name)).map(Figure::value);
    }

    /** The figure of that name, where readers of before metrics had names look for it. */
    @JsonProperty(SSIM)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<Double> ssim() {
        return figure(SSIM);
    }

    /** The figure of that name, where readers of before metrics had names look for it. */
    @JsonProperty(FIRST_FRAME_SSIM)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<Double> firstFrameSsim() {
        return figure(FIRST_FRAME_SSIM);
    }
}
