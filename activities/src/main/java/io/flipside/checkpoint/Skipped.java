package io.flipside.checkpoint;

/**
 * A checkpoint that was not trusted. It is left where it is.
 *
 * @param key of its manifest
 * @param reason why, in words
 */
public record Skipped(String key, String reason) {}
