package io.flipside.cluster;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings of the role {@code controller}. */
@ConfigMapping(prefix = "flipside.controller")
public interface ControllerConfig {
    /** Namespaces whose audits it takes, {@code *} for all; by default its own. */
    Optional<List<@WithConverter(Namespace.class) String>> namespaces();

    /** Seconds between two looks at an audit at work. */
    @WithDefault("5")
    @WithConverter(Poll.class)
    long poll();

    /** Name of the lease of which one process has hold; that one is at work. */
    @WithDefault("flipside-controller")
    @WithConverter(Values.Name.class)
    String lease();

    /** Seconds after which another takes the lease of one that says nothing. */
    @WithDefault("15")
    @WithConverter(Lease.class)
    long leaseSeconds();

    /** A name, or all. */
    final class Namespace implements Converter<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String convert(String text) {
            if (text.strip().matches("\\*|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                return text.strip();
            }
            throw new IllegalArgumentException("must be names of namespaces, separated by commas, or *.");
        }
    }

    /** Up to an hour. */
    final class Poll extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Poll() {
            super(1, 3600);
        }
    }

    /** Up to an hour; a lease that ends while its holder renews it is of no use. */
    final class Lease extends Values.WholeNumber {
        private static final long serialVersionUID = 1L;

        public Lease() {
            super(3, 3600);
        }
    }
}
