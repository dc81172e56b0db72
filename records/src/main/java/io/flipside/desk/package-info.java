/**
 * What people and machines can ask of audits and do with them; the same behind every door. Knows Temporal's client and the
 * store, and no model.
 */
@NullMarked
package io.flipside.desk;

import org.jspecify.annotations.NullMarked;
