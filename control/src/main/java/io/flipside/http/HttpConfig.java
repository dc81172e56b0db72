package io.flipside.http;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the HTTP door but its token, which is taken as it is written and never expanded. */
@ConfigMapping(prefix = "flipside.http")
public interface HttpConfig {
    /** Names beside localhost that requests may give, separated by commas. */
    Optional<String> hosts();

    /** File of callers with tokens of their own. */
    Optional<String> tokensFile();

    /** Whether everyone may call from beyond this machine. */
    @WithDefault("false")
    @WithConverter(Values.Flag.class)
    boolean insecure();

    /** Bytes of one upload. */
    @WithDefault("536870912")
    @WithConverter(UploadBytes.class)
    long mostUpload();

    /** At once. */
    @WithDefault("4")
    @WithConverter(Places.class)
    long uploads();

    /** At once. */
    @WithDefault("32")
    @WithConverter(Places.class)
    long downloads();

    /** That each caller may ask for in a minute. */
    @WithDefault("600")
    @WithConverter(Changes.class)
    long changes();

    /** Up to a million. */
    final class Changes extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Changes() {
            super(1, 1_000_000);
        }
    }

    /** Up to 64 GiB. */
    final class UploadBytes extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public UploadBytes() {
            super(1, 64L << 30);
        }
    }

    /** Up to a thousand. */
    final class Places extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Places() {
            super(1, 1000);
        }
    }
}
