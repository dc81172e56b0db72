/**
 * What a campaign is: many audits as one request, how far it is, and the workflow that keeps so many of them at work. Knows
 * the Temporal SDK and what an audit is, and nothing of stores or pages.
 */
@NullMarked
package io.flipside.campaign;

import org.jspecify.annotations.NullMarked;
