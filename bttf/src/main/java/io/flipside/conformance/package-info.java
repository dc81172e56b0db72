/**
 * Golden cases: inputs and outputs of public implementations that our networks must reproduce on the machine at hand. May
 * use every room of this module.
 */
@NullMarked
package io.flipside.conformance;

import org.jspecify.annotations.NullMarked;
