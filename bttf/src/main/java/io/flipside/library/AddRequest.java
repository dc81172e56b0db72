package io.flipside.library;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be added.
 *
 * @param name in commands and requests
 * @param source folder or file
 * @param parts that lie elsewhere
 * @param clips that a generator is to make, if it is said
 */
public record AddRequest(String name, Path source, GivenParts parts, Optional<ClipShape> clips) {}
