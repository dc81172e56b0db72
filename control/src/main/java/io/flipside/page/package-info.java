/**
 * The page for people, in a browser: audits, one of them while it is at work, what came of it, campaigns. Qute, htmx and
 * events; nothing is built and no script stands in a page. It changes nothing by itself: its buttons ask what any program
 * asks over HTTP.
 */
@NullMarked
package io.flipside.page;

import org.jspecify.annotations.NullMarked;
