package io.flipside.durability;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What strangers, foreign pages and broken programs send to a running service. */
class HostileHttpIT implements HostileCallers, HostileRequests, HostileBodies {
    @TempDir
    static Path scratch;

    private static HostileService service;

    @BeforeAll
    static void start() throws IOException {
        service = HostileService.start(scratch);
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    @Override
    public HostileService service() {
        return service;
    }
}
