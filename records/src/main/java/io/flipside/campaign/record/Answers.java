package io.flipside.campaign.record;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one question, asked once or with several seeds: the valid answers first, and among them the nearest first; the
 * others behind them, by row.
 *
 * @param question as the first row asks it
 * @param proximity the figure by which answers are near: {@code lpips} where every valid one has it, else {@code ssim}
 * @param lines in that order, at least one
 */
public record Answers(AuditRequest question, String proximity, List<CampaignLine> lines) {
    private static final String LPIPS = "lpips";
    private static final String SSIM = "ssim";

    public Answers {
        lines = List.copyOf(lines);
    }

    /** All questions of a campaign, by their first row: rows that ask the same but for the seed are one. */
    public static List<Answers> of(List<CampaignLine> lines) {
        Map<AuditRequest, List<CampaignLine>> questions = new LinkedHashMap<>();
        lines.forEach(line -> questions
                .computeIfAbsent(unseeded(line.request()), question -> new ArrayList<>())
                .add(line));
        return questions.values().stream().map(Answers::ordered).toList();
    }

    /** Those of the same clip, models and target whose plans differ, such as the method beside its baselines. */
    public static List<List<Answers>> beside(List<Answers> questions) {
        Map<AuditRequest, List<Answers>> clips = new LinkedHashMap<>();
        questions.forEach(answers -> clips.computeIfAbsent(
                        unseeded(answers.question)
                                .searchedBy(questions.get(0).question.plan()),
                        clip -> new ArrayList<>())
                .add(answers));
        return clips.values().stream().filter(plans -> plans.size() > 1).toList();
    }

    private static AuditRequest unseeded(AuditRequest request) {
        return request.withSeed(0);
    }

    private static Answers ordered(List<CampaignLine> lines) {
        boolean seen = lines.stream().filter(Answers::isValid).allMatch(line -> figure(line, LPIPS)
                .isPresent());
        String proximity = seen && lines.stream().anyMatch(Answers::isValid) ? LPIPS : SSIM;
        List<CampaignLine> ordered = new ArrayList<>(lines);
        ordered.sort(Comparator.comparing((CampaignLine line) -> !isValid(line))
                .thenComparingDouble(line -> isValid(line) ? distance(line, proximity) : 0)
                .thenComparingInt(CampaignLine::number));
        return new Answers(lines.get(0).request(), proximity, ordered);
    }

    // less is nearer; one that was not measured is the farthest
    private static double distance(CampaignLine line, String proximity) {
        double sign = proximity.equals(LPIPS) ? 1 : -1;
        return figure(line, proximity).map(value -> sign * value).orElse(Double.MAX_VALUE);
    }

    private static Optional<Double> figure(CampaignLine line, String name) {
        return line.result()
                .flatMap(result -> Optional.ofNullable(result.figures().get(name)));
    }

    /** Whether a row came to a counterfactual that can be vouched for. */
    public static boolean isValid(CampaignLine line) {
        return line.state().equals(Verdict.FLIPPED.word());
    }

    /** Whether it was asked with more than one seed. */
    public boolean areSeveral() {
        return lines.size() > 1;
    }

    /** How near an answer is, by {@link #proximity}, if that was measured. */
    public Optional<Double> proximity(CampaignLine line) {
        return figure(line, proximity);
    }

    /** The valid answers, the nearest first. */
    public List<CampaignLine> valid() {
        return lines.stream().filter(Answers::isValid).toList();
    }
}
