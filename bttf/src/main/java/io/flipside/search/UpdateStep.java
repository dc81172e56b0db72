package io.flipside.search;

import io.flipside.method.Latent;
import io.flipside.method.UpdateReport;

/**
 * What an update computes before the optimiser moves anything.
 *
 * @param report of the losses
 * @param gradient of the loss with respect to the noise, of its shape
 */
record UpdateStep(UpdateReport report, Latent gradient) {}
