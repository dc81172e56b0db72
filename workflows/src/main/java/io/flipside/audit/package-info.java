/**
 * What an audit is: what is asked, what may come out, and the workflow between. Knows the Temporal SDK and nothing of
 * tensors, stores or videos.
 */
@NullMarked
package io.flipside.audit;

import org.jspecify.annotations.NullMarked;
