package io.flipside.service;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Settings of campaigns. */
@ConfigMapping(prefix = "flipside.campaign")
public interface CampaignConfig {
    /** Rows of a campaign at most. */
    @WithDefault("10000")
    @WithConverter(Rows.class)
    long rows();

    /** Rows at work at once, where a request names no number. */
    @WithDefault("8")
    @WithConverter(Window.class)
    long window();

    /** Up to a hundred thousand. */
    final class Rows extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Rows() {
            super(1, 100_000);
        }
    }

    /** Up to a hundred. */
    final class Window extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Window() {
            super(1, 100);
        }
    }
}
