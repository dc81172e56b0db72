package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.meters.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names are those that Prometheus gets, ending and unit and all. */
class PublishedMetersTest {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(flipside_[a-z_]+)");

    @Test
    void whatIsScrapedHasTheNamesThatAreDocumented() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(registry);
        Double owner = 1.0;
        try {
            for (Meter meter : Meter.values()) {
                String[] values = meter.tags().stream().map(Meter.Tag::name).toArray(String[]::new);
                switch (meter.published().get(0).replaceAll(".*_(total|count)$", "$1")) {
                    case "total" -> meter.counter(values).increment();
                    case "count" -> {
                        if (meter.published().get(0).endsWith("_seconds_count")) {
                            meter.timer(values).record(Duration.ofSeconds(1));
                        } else {
                            meter.summary(values).record(1);
                        }
                    }
                    default -> meter.gauge(owner, Double::doubleValue, values);
                }
            }
            Set<String> scraped = new TreeSet<>();
            SAMPLE.matcher(registry.scrape()).results().forEach(found -> scraped.add(found.group(1)));
            Set<String> named = new TreeSet<>();
            Arrays.stream(Meter.values()).forEach(meter -> named.addAll(meter.published()));
            assertThat(scraped).isEqualTo(named);
        } finally {
            Metrics.removeRegistry(registry);
            Metrics.globalRegistry.clear();
        }
    }
}
