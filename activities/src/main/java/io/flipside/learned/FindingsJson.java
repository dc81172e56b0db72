package io.flipside.learned;

import io.flipside.findings.ChangeMap;
import io.flipside.findings.Cluster;
import io.flipside.findings.CueEvidence;
import io.flipside.findings.Evidence;
import io.flipside.findings.Findings;
import io.flipside.findings.GroupFindings;
import io.flipside.findings.Share;
import io.flipside.report.MethodFindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code findings.json}. */
final class FindingsJson {
    /** Version of the layout; a field may be added without a new one. */
    private static final int VERSION = 1;

    private static final double DIGITS = 1e5;

    private FindingsJson() {}

    /** What a campaign found, by method. */
    static Map<String, Object> ofMethods(List<MethodFindings> methods, int unread) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("unread", unread);
        json.put(
                "methods",
                methods.stream()
                        .map(method -> {
                            Map<String, Object> found = new LinkedHashMap<>();
                            found.put("method", method.method());
                            found.putAll(of(method.findings(), method.leftOut()));
                            return found;
                        })
                        .toList());
        return json;
    }

    static Map<String, Object> of(Findings findings, int leftOut) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("pairs", findings.pairs());
        json.put("leftOut", leftOut);
        json.put(
                "rule",
                Map.of(
                        "leastPairs", Evidence.LEAST_PAIRS,
                        "leastPart", CueEvidence.LEAST_PART,
                        "leastMore", CueEvidence.LEAST_MORE,
                        "leastOverChance", CueEvidence.LEAST_OVER_CHANCE));
        json.put("groups", findings.groups().stream().map(FindingsJson::group).toList());
        return json;
    }

    private static Map<String, Object> group(GroupFindings group) {
        Map<String, Object> json = new LinkedHashMap<>();
        group.group().from().ifPresent(from -> json.put("from", from));
        json.put("to", group.group().to());
        json.put("pairs", group.pairs());
        if (group.evidence() instanceof Evidence.TooFew few) {
            json.put("tooFew", few.sentence());
        } else if (group.evidence() instanceof Evidence.Measured measured) {
            json.put(
                    "findings",
                    measured.findings().stream()
                            .map(finding -> Map.of(
                                    "family", finding.family().label(),
                                    "cue", finding.evidence().cue().label(),
                                    "sentence", finding.sentence()))
                            .toList());
            json.put("cues", measured.cues().stream().map(FindingsJson::cue).toList());
            json.put(
                    "clusters",
                    measured.clusters().stream().map(FindingsJson::cluster).toList());
        }
        json.put("change", change(group.map()));
        return json;
    }

    private static Map<String, Object> cue(CueEvidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cue", evidence.cue().label());
        json.put("family", evidence.cue().family().label());
        json.put("unit", evidence.cue().unit());
        json.put("floor", evidence.cue().floor());
        json.put("increases", evidence.increases());
        evidence.place().ifPresent(place -> json.put("place", place));
        json.put("median", rounded(evidence.effect().median()));
        json.put("low", rounded(evidence.effect().low()));
        json.put("high", rounded(evidence.effect().high()));
        json.put("towards", share(evidence.towards()));
        json.put("elsewhere", share(evidence.elsewhere()));
        json.put("mostElsewhere", rounded(evidence.mostElsewhere()));
        json.put("wentAway", share(evidence.left()));
        json.put("dominance", rounded(evidence.dominance().delta()));
        json.put("chance", rounded(evidence.dominance().chance()));
        json.put("standing", evidence.standing().sentence());
        return json;
    }

    private static Map<String, Object> share(Share share) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shown", share.shown());
        json.put("of", share.of());
        return json;
    }

    private static Map<String, Object> cluster(Cluster cluster) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("size", cluster.size());
        json.put("typical", cluster.typical());
        json.put("sentence", cluster.sentence());
        return json;
    }

    /** By part of the clip: rows of the frame from the top. */
    private static List<List<List<Double>>> change(ChangeMap map) {
        List<List<List<Double>>> times = new ArrayList<>();
        for (int time = 0; time < ChangeMap.TIMES; time++) {
            List<List<Double>> rows = new ArrayList<>();
            for (int row = 0; row < ChangeMap.SIDE; row++) {
                List<Double> values = new ArrayList<>();
                for (int column = 0; column < ChangeMap.SIDE; column++) {
                    values.add(rounded(map.at(time, row, column)));
                }
                rows.add(values);
            }
            times.add(rows);
        }
        return times;
    }

    private static double rounded(double value) {
        return Math.rint(value * DIGITS) / DIGITS;
    }
}
