package io.flipside.service;

import io.flipside.settings.Values;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.temporal.common.WorkerDeploymentVersion;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings of Temporal. */
@ConfigMapping(prefix = "flipside.temporal")
public interface TemporalConfig {
    /** {@code host:port}; without one the services are embedded. */
    Optional<String> target();

    /** Of the audits. */
    @WithDefault("default")
    String namespace();

    /** For Temporal Cloud and the like. */
    Optional<String> apiKey();

    /** Whether the connection is encrypted; by default with an API key or a certificate. */
    @WithConverter(Values.Flag.class)
    Optional<Boolean> tls();

    /** Our certificate chain in PEM. */
    Optional<Path> tlsCertificate();

    /** Its private key in PEM (PKCS 8). */
    Optional<Path> tlsKey();

    /** How long a workflow waits for the worker that knows it; zero for the in-memory service. */
    @WithDefault("5")
    @WithConverter(ServiceConfig.Seconds.class)
    long stickySeconds();

    /** The version of this process. */
    @WithConverter(Version.class)
    Optional<WorkerDeploymentVersion> deployment();

    /** A name, a dot and a build. */
    final class Version implements Converter<WorkerDeploymentVersion> {
        private static final long serialVersionUID = 1L;

        @Override
        public WorkerDeploymentVersion convert(String text) {
            int dot = text.lastIndexOf('.');
            if (dot < 1 || dot == text.length() - 1) {
                throw new IllegalArgumentException("must be a name, a dot and a build, such as flipside.7.");
            }
            return new WorkerDeploymentVersion(text.substring(0, dot), text.substring(dot + 1));
        }
    }
}
