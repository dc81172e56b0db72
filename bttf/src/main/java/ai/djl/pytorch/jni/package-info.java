/** The one bridge into DJL's package-private native calls. May use DJL only. */
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
