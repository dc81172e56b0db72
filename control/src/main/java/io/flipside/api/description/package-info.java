/** What the description of the API says beyond what a scan of the resources finds. At work when the application is built. */
@NullMarked
package io.flipside.api.description;

import org.jspecify.annotations.NullMarked;
