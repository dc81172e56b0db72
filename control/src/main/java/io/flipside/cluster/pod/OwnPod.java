package io.flipside.cluster.pod;

import java.util.Optional;

/**
 * The pod that this process is in.
 *
 * @param namespace of the pod
 * @param name of the pod
 * @param node that it runs on, if the process may know
 */
public record OwnPod(String namespace, String name, Optional<String> node) {}
