package io.flipside.domain;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a generator does on clips of its domain that it was not trained on, and the limits that follow: by the worst of
 * them, with the margin of each {@link DomainFigure}. A counterfactual has to keep as much of its first frame as a
 * reconstruction.
 *
 * @param fits one a clip
 */
public record DomainSurvey(List<ClipFit> fits) {
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

    /**
     * @throws UserError if there is no clip, or a figure is not finite
     */
    public DomainSurvey {
        fits = List.copyOf(fits);
        if (fits.isEmpty()) {
            throw new UserError("there is no clip to measure the generator's domain on. Give some.");
        }
        for (ClipFit fit : fits) {
            if (!fit.byName().values().stream().allMatch(Double::isFinite)) {
                throw new UserError("the generator gives " + fit + " on a clip of its domain. Check its weights.");
            }
        }
    }

    /** The limits that follow. */
    public DomainLimits limits() {
        Map<DomainFigure, Double> limits = new EnumMap<>(DomainFigure.class);
        for (DomainFigure figure : DomainFigure.values()) {
            limits.put(figure, limit(figure));
        }
        return new DomainLimits(
                limits, limit(DomainFigure.FIRST_FRAME_SSIM), Optional.of(limit(DomainFigure.FIRST_FRAME_OVERLAP)));
    }

    /** Least, median and largest of each figure. */
    public Map<String, Map<String, Double>> figures() {
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        for (DomainFigure figure : DomainFigure.values()) {
            figures.put(figure.key(), spread(sorted(figure)));
        }
        return figures;
    }

    /**
     * Writes {@value DomainLimits#FILE} into a generator's folder.
     *
     * @param source which clips these were, for people
     */
    public void write(Path generator, String source) {
        Path file = generator.resolve(DomainLimits.FILE);
        try {
            Files.writeString(file, JSON.toJson(json(source)) + "\n");
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The contents of {@value DomainLimits#FILE}. */
    Map<String, Object> json(String source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", source);
        json.put("clips", fits.size());
        json.put("measured", figures());
        json.put("limits", limits().byName());
        return json;
    }

    private double limit(DomainFigure figure) {
        return figure.limit(sorted(figure));
    }

    private double[] sorted(DomainFigure figure) {
        return fits.stream().mapToDouble(fit -> fit.of(figure)).sorted().toArray();
    }

    private static Map<String, Double> spread(double[] sorted) {
        Map<String, Double> spread = new LinkedHashMap<>();
        spread.put("least", sorted[0]);
        spread.put("median", sorted[sorted.length / 2]);
        spread.put("largest", sorted[sorted.length - 1]);
        return spread;
    }
}
