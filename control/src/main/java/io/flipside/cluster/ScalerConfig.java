package io.flipside.cluster;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Settings of the scaler, for clusters without another. */
@ConfigMapping(prefix = "flipside.scaler")
public interface ScalerConfig {
    /** Whether the controller scales the Deployments that ask for it. */
    @WithDefault("false")
    @WithConverter(Values.Flag.class)
    boolean enabled();

    /** Seconds between two looks. */
    @WithDefault("5")
    @WithConverter(Seconds.class)
    long every();

    /** Seconds for which fewer workers must be enough before there are fewer. */
    @WithDefault("60")
    @WithConverter(Seconds.class)
    long window();

    /** Up to a day. */
    final class Seconds extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Seconds() {
            super(1, 86_400);
        }
    }
}
