package io.flipside.cli.model;

import io.flipside.findings.Evidence;
import io.flipside.findings.Findings;
import io.flipside.findings.GroupFindings;
import java.io.PrintWriter;

/** Findings of each class, one sentence a line. */
final class FindingsText {
    private FindingsText() {}

    /** @param leftOut how many results were no counterfactuals */
    static void print(Findings findings, int leftOut, PrintWriter print) {
        print.printf("%d counterfactuals, %d results that were none%n", findings.pairs(), leftOut);
        findings.groups().stream()
                .filter(group -> group.group().from().isEmpty())
                .forEach(group -> group(group, print));
    }

    private static void group(GroupFindings group, PrintWriter print) {
        print.printf("%n%s (%d)%n", group.group().label(), group.pairs());
        if (group.evidence() instanceof Evidence.TooFew few) {
            print.println("  " + few.sentence());
        } else if (group.findings().isEmpty()) {
            print.println("  No cue is named.");
        }
        group.findings().forEach(finding -> print.println("  " + finding.sentence()));
        if (group.evidence() instanceof Evidence.Measured measured
                && measured.clusters().size() > 1) {
            measured.clusters().forEach(cluster -> print.println("  - " + cluster.sentence()));
        }
    }
}
