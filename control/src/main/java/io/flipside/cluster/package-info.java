/**
 * The door for those who ask for audits as objects of a Kubernetes cluster: reads them, keeps their status, one process at
 * a time. It uses the same desk as the other doors.
 */
@NullMarked
package io.flipside.cluster;

import org.jspecify.annotations.NullMarked;
