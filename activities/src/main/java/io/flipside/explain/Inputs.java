package io.flipside.explain;

/**
 * What a result was made from, as it was used.
 *
 * @param clip its name for people: a path as it was given, or an address in the store
 * @param clipSha256 of the clip's bytes
 * @param models digests of the models in memory
 */
public record Inputs(String clip, String clipSha256, ModelDigests models) {}
