package io.flipside.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Temporal by whatever means there are.
 *
 * @param target {@code host:port}
 * @param durable whether it keeps its workflows on disk
 * @param running what to close
 */
record TemporalService(String target, boolean durable, AutoCloseable running) implements AutoCloseable {

    static TemporalService start(Path data, EmbeddedServices.Ports ports) {
        Optional<Path> binary = ports.temporalBinary() ? onPath() : Optional.empty();
        if (binary.isPresent()) {
            TemporalBinary temporal = TemporalBinary.start(binary.get(), data.resolve("temporal"), ports.temporal());
            return new TemporalService(temporal.target(), true, temporal);
        }
        EmbeddedTemporal temporal = EmbeddedTemporal.start(ports.temporal());
        return new TemporalService(temporal.target(), false, temporal);
    }

    /** A path given by a property, else what the PATH has. */
    static Optional<Path> onPath() {
        Optional<Path> given = Optional.ofNullable(System.getProperty("flipside.temporal.binary"))
                .map(Path::of);
        if (given.isPresent()) {
            return given.filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "temporal"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    @Override
    public void close() throws Exception {
        running.close();
    }
}
