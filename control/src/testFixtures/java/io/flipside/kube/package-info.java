/** A real Kubernetes API server for tests, where its programs are present. */
@NullMarked
package io.flipside.kube;

import org.jspecify.annotations.NullMarked;
