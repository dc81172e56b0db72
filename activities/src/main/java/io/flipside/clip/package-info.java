/**
 * Video files in and out: the only room that talks to FFmpeg.
 *
 * <p>Reading treats every file as hostile: plain local files in a known container only, sizes checked against limits
 * before memory is taken, damage refused rather than guessed around. Writing is deterministic, and a file appears
 * under its name only when it is complete. Nothing here knows a network or a workflow.
 */
@NullMarked
package io.flipside.clip;

import org.jspecify.annotations.NullMarked;
