package io.flipside.api;

import io.flipside.desk.AuditDesk;
import io.flipside.http.Callers;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Optional;

/** The service of this process, once it is up. */
@ApplicationScoped
public class Running {
    private final Callers callers;
    private volatile Optional<Service> service = Optional.empty();
    private volatile Optional<AutoCloseable> closing = Optional.empty();

    @Inject
    Running(Callers callers) {
        this.callers = callers;
    }

    /**
     * It is up.
     *
     * @param whole what is closed when the process is told to go: the service and what it runs on
     */
    public void set(Service started, AutoCloseable whole) {
        service = Optional.of(started);
        closing = Optional.of(whole);
    }

    // the process ends when the observers are done, whatever its main thread is doing: so the grace is taken here
    void stop(@Observes ShutdownEvent event) throws Exception {
        service = Optional.empty();
        if (closing.isPresent()) {
            closing.get().close();
        }
    }

    /** The service, if it is up. */
    public Optional<Service> get() {
        return service;
    }

    /** The doors, for the caller of the request at work; 503 while the service is not up. */
    public AuditDesk desk() {
        return get().map(Service::desk)
                .map(desk -> desk.by(callers.now()))
                .orElseThrow(() -> new ServiceUnavailableException(2L));
    }
}
