/** Audits and campaigns as a cluster has them: {@code flipside.io/v1alpha1}. Their schemas lie in {@code k8s/crds}. */
@NullMarked
package io.flipside.cluster.resource;

import org.jspecify.annotations.NullMarked;
