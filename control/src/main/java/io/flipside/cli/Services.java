package io.flipside.cli;

import io.flipside.events.KafkaTopics;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.ServiceSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The service of this process with whatever it talks to: services named by configuration, else embedded ones.
 *
 * @param embedded the stand-ins, if they are used
 * @param service at work
 * @param settings in use
 */
public record Services(Optional<EmbeddedProcess> embedded, AuditService service, ServiceSettings settings)
        implements AutoCloseable {

    /** Connects to named services, or starts embedded ones with their data in a folder. */
    public static Services start(Path data) {
        Config config = ConfigProvider.getConfig();
        Optional<EmbeddedProcess> embedded = ServiceSettings.namesServices(config)
                ? Optional.empty()
                : Optional.of(EmbeddedProcess.start(Home.root(), data));
        try {
            embedded.map(EmbeddedProcess::settings).orElse(Map.of()).forEach(System::setProperty);
            ServiceSettings settings = ServiceSettings.read(
                    config,
                    new ServiceSettings.Defaults(Home.models(), Home.libraryBeside(data), data.resolve("cache")));
            embedded.ifPresent(started -> KafkaTopics.create(settings.kafka()));
            return new Services(embedded, AuditService.start(settings), settings);
        } catch (RuntimeException e) {
            embedded.ifPresent(EmbeddedProcess::close);
            throw e;
        }
    }

    @Override
    public void close() {
        service.close();
        embedded.ifPresent(EmbeddedProcess::close);
    }
}
