package io.flipside.audit.step;

import java.util.Map;
import java.util.Optional;

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
 */
public record ModelFacts(
        Map<String, String> classifierSha256,
        Map<String, String> generatorSha256,
        Optional<Double> adapterError,
        String prediction,
        double probability,
        double targetProbability,
        Optional<Provenance> provenance,
        Optional<DomainFacts> domain) {
    public ModelFacts {
        classifierSha256 = Map.copyOf(classifierSha256);
        generatorSha256 = Map.copyOf(generatorSha256);
    }
}
