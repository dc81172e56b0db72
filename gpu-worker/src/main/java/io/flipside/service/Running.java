package io.flipside.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Optional;

/** The service of this process, once it is up. */
@ApplicationScoped
public class Running {
    private volatile Optional<AuditService> service = Optional.empty();

    /** It is up. */
    public void set(AuditService started) {
        service = Optional.of(started);
    }

    /** It is going down. */
    public void clear() {
        service = Optional.empty();
    }

    /** The service, if it is up. */
    public Optional<AuditService> get() {
        return service;
    }

    /** The doors; 503 while the service is not up. */
    AuditDesk desk() {
        return get().map(AuditService::desk).orElseThrow(() -> new ServiceUnavailableException(2L));
    }
}
