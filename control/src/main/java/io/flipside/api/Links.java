package io.flipside.api;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.InvalidRequest;
import io.flipside.service.LinkConfig;
import io.flipside.settings.Settings;
import io.flipside.store.FileLink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Links to files, for as long as the settings let a caller have them. */
@ApplicationScoped
class Links {
    private final Running running;
    private final LinkConfig settings;

    @Inject
    Links(Running running) {
        this.running = running;
        this.settings = Settings.of(ConfigProvider.getConfig(), LinkConfig.class);
    }

    /**
     * A link to a file that there is.
     *
     * @param name that a browser keeps it under
     * @param seconds that it shall hold, as the address has them; empty for what is the rule
     * @throws InvalidRequest if a caller may not have it for so long
     */
    FileLink to(ArtifactRef file, String name, String seconds) {
        return running.desk().files().link(file, name, Duration.ofSeconds(length(seconds)));
    }

    private long length(String seconds) {
        if (seconds.isEmpty()) {
            return Math.min(settings.seconds(), settings.mostSeconds());
        }
        int asked = WholeNumber.of("seconds", seconds);
        if (asked < 1 || asked > settings.mostSeconds()) {
            throw new InvalidRequest(
                    "seconds", "must be 1 to " + settings.mostSeconds() + " (flipside.link.most-seconds).");
        }
        return asked;
    }
}
