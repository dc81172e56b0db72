package io.flipside.train;

import java.nio.file.Path;

/**
 * What an adapter is trained for.
 *
 * @param generator folder of the generator
 * @param lora form of the adapter
 * @param shift of the generator's noise schedule, above 0
 * @param clips to learn from and to test on, of the generator's length and size
 */
public record AdapterTask(Path generator, LoraSettings lora, double shift, OwnClips.Parts clips) {}
