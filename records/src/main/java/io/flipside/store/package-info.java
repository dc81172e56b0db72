/**
 * The object store, reached over the S3 contract: the only room that talks to it.
 *
 * <p>Whatever is written carries its SHA-256, whatever is read is held against one, and a write that must not replace
 * another's is conditional. Errors are of three kinds, so that a caller knows what to do: {@link
 * io.flipside.store.StoreUnavailable} (try again), {@link io.flipside.UserError} (a person must change a setting), and
 * the others, which speak of one object. Nothing here retries, and nothing here knows a workflow.
 */
@NullMarked
package io.flipside.store;

import org.jspecify.annotations.NullMarked;
