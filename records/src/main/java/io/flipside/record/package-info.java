/** What an audit leaves in the store, under which keys, and which audits there are. Knows no model and no door. */
@NullMarked
package io.flipside.record;

import org.jspecify.annotations.NullMarked;
