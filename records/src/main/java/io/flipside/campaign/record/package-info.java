/** What the store keeps of a campaign: its manifest, what people asked of it, and what came of its rows. */
@NullMarked
package io.flipside.campaign.record;

import org.jspecify.annotations.NullMarked;
