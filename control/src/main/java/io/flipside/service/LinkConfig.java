package io.flipside.service;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Settings of links to files in the store. */
@ConfigMapping(prefix = "flipside.link")
public interface LinkConfig {
    /** That a link holds where the call says nothing else. */
    @WithDefault("900")
    @WithConverter(Length.class)
    long seconds();

    /** That a call may ask for. */
    @WithDefault("86400")
    @WithConverter(Length.class)
    long mostSeconds();

    /** Up to the seven days that stores allow. */
    final class Length extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Length() {
            super(1, 604_800);
        }
    }
}
