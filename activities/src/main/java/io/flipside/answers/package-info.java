/**
 * Several answers to one question: the order is that of {@code io.flipside.campaign.record}; here their clips are read back,
 * to say how far they lie apart, and all of it is written down. May use clips, records and metrics of sets.
 */
@NullMarked
package io.flipside.answers;

import org.jspecify.annotations.NullMarked;
