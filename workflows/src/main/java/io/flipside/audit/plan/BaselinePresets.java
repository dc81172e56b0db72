package io.flipside.audit.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plans of the methods that the paper's is held against. Of the attack the paper says norm and epsilon, of guidance
 * nothing; the rest are values of docs/method.md.
 */
final class BaselinePresets {
    /** Values of the clip that the paper's epsilon was stated for: 16 frames, 3 channels, 512 rows, 512 columns. */
    private static final double PAPER_CLIP = 16.0 * 3 * 512 * 512;

    private static final double PAPER_EPSILON = 20;
    /** With which the shipped classifier, which has seen attacks in training, is flipped. */
    private static final double TINY_EPSILON = 60;

    private static final double NORM_L2 = 2;
    private static final double NORM_LINF = 0;
    private static final double LINF_EPSILON = 4.0 / 255;

    private BaselinePresets() {}

    static Map<String, AuditPlan> all() {
        Map<String, AuditPlan> plans = new LinkedHashMap<>();
        plans.put("pgd", attack("pgd", NORM_L2, PAPER_EPSILON, PAPER_CLIP));
        plans.put("pgd-tiny", attack("pgd", NORM_L2, TINY_EPSILON, PAPER_CLIP));
        plans.put("pgd-linf", attack("pgd", NORM_LINF, LINF_EPSILON, 0));
        plans.put("cg-frame", guidance("cg-frame", Map.of("scale", 30.0, "mostFactor", 10.0)));
        plans.put("cg-video-mid", guidance("cg-video-mid", Map.of("scale", 1000.0, "mostFactor", 10.0, "start", 0.5)));
        plans.put("cg-video", guidance("cg-video", Map.of("scale", 30.0, "mostFactor", 10.0)));
        return plans;
    }

    private static AuditPlan attack(String method, double norm, double epsilon, double referenceValues) {
        Map<String, Double> settings = Map.of(
                "norm",
                norm,
                "epsilon",
                epsilon,
                "referenceValues",
                referenceValues,
                "iterations",
                40.0,
                "relativeStep",
                0.1,
                "targeted",
                1.0,
                "randomStart",
                0.0);
        return AuditPlan.of(method, settings, Policies.DEFAULT);
    }

    private static AuditPlan guidance(String method, Map<String, Double> settings) {
        return new AuditPlan(
                AuditPlan.VERSION,
                method,
                Optional.of(new Schedule(20, 3, 0)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Policies.DEFAULT,
                Optional.of(settings));
    }
}
