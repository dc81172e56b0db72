/**
 * Findings from results on disk: which folders hold counterfactuals, and the files that say what these have in common. May
 * use clips, the method's findings and the report's page.
 */
@NullMarked
package io.flipside.learned;

import org.jspecify.annotations.NullMarked;
