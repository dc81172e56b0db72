package io.flipside.audit.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that were admitted, and what the classifier says of the clip.
 *
 * @param classifierSha256 by file
 * @param generatorSha256 by file
 * @param adapterError flow-matching error on the clip, if there is an adapter
 * @param prediction most probable class of the original
 * @param probability of that class
 * @param targetProbability of the target class
 * @param provenance what the models run on; empty in audits of versions that did not write it down
 * @param domain whether the generator knows the clip; empty in audits of versions that did not measure it
 * @param notes what could not be checked of the classifier, a sentence each
 */
public record ModelFacts(
        Map<String, String> classifierSha256,
        Map<String, String> generatorSha256,
        Optional<Double> adapterError,
        String prediction,
        double probability,
        double targetProbability,
        Optional<Provenance> provenance,
        Optional<DomainFacts> domain,
        @Nullable List<String> notes) {
    public ModelFacts {
        classifierSha256 = Map.copyOf(classifierSha256);
        generatorSha256 = Map.copyOf(generatorSha256);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }
}
