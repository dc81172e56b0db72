package io.flipside.cost;

/**
 * What of a machine does not depend on the type that its generators are computed in.
 *
 * @param classifier how fast video classifiers are, in float32
 * @param updateSeconds what an update takes beside its networks: losses, optimiser, copies; 0 if that was not measured
 * @param fileBytesASecond how fast pages of a mapped file come from disk
 * @param memoryBytes of the machine; 0 if that is not known
 */
public record SearchRates(
        NetworkRates classifier, double updateSeconds, double fileBytesASecond, long memoryBytes) {}
