package io.flipside.steps;

import io.flipside.WorkerTrouble;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Provenance;
import io.flipside.explain.ModelDigests;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Holds what a worker is about to compute with against what the audit was admitted with: other bits must not mix. */
final class SameModels {
    private SameModels() {}

    /**
     * @param admitted what the audit began with
     * @param loaded digests of what this worker has in memory, as it was read
     * @param here engine, device and code of this worker
     * @throws WorkerTrouble naming what differs
     */
    static void check(ModelFacts admitted, ModelDigests loaded, Provenance here) {
        Optional<String> file = firstDifference("classifier", admitted.classifierSha256(), loaded.classifier())
                .or(() -> firstDifference("generator", admitted.generatorSha256(), loaded.generator()));
        file.ifPresent(name -> {
            throw new WorkerTrouble(name + " is not what the audit was admitted with. Put the same files back on this"
                    + " worker; the audit goes on then. To use the new ones start a new audit.");
        });
        Provenance then = admitted.provenance()
                .orElseThrow(
                        () -> new WorkerTrouble(
                                "the audit was begun by an earlier version of this program, which"
                                        + " did not write down what it computed with. Run that version's worker, or start a new audit."));
        if (!then.equals(here)) {
            throw new WorkerTrouble("the audit was begun with " + then.text() + ", and this worker computes with "
                    + here.text() + ": the bits may differ. Run a worker like the first, or start a new audit.");
        }
    }

    private static Optional<String> firstDifference(String what, Map<String, String> then, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(then.get(name), now.get(name)))
                .findFirst()
                .map(name -> "file '" + name + "' of the " + what);
    }
}
