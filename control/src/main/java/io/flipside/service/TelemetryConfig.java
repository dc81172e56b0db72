package io.flipside.service;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** What a process tells of itself, and in which form. */
@ConfigMapping(prefix = "flipside")
public interface TelemetryConfig {
    /** Where traces go. */
    Traces traces();

    /** How the log is written. */
    Log log();

    /** Traces. */
    interface Traces {
        /** Of a collector that takes OTLP over gRPC; without one there are no traces. */
        @WithConverter(Endpoint.class)
        Optional<URI> endpoint();
    }

    /** The log. */
    interface Log {
        /** Whether each line is JSON. */
        @WithDefault("false")
        @WithConverter(Values.Flag.class)
        boolean json();
    }

    /** {@code http://host:port}. */
    final class Endpoint implements Converter<URI> {
        private static final long serialVersionUID = 1L;

        @Override
        public URI convert(String text) {
            try {
                URI uri = URI.create(text);
                if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(right(), e);
            }
            throw new IllegalArgumentException(right());
        }

        private static String right() {
            return "must be the address of a collector, such as http://collector:4317.";
        }
    }
}
