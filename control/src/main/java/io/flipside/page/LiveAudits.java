package io.flipside.page;

import io.flipside.api.Running;
import io.flipside.desk.AuditDesk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Audits that are watched. Each is looked at once a second, by one of a few threads, as long as somebody watches it. */
@ApplicationScoped
public class LiveAudits {
    private static final int THREADS = 4;
    private static final long LOOK_EVERY_MILLIS = 1000;
    /** Events that a slow connection may be behind; then it is cut, and the browser comes back for what is true now. */
    private static final int BEHIND = 256;

    private final Running running;
    private final Map<String, Watched> watched = new HashMap<>();
    private final Map<String, ScheduledFuture<?>> looks = new HashMap<>();
    private final ScheduledThreadPoolExecutor lookouts = new ScheduledThreadPoolExecutor(THREADS, task -> {
        Thread thread = new Thread(task, "flipside-watched-audit");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    LiveAudits(Running running) {
        this.running = running;
        lookouts.setRemoveOnCancelPolicy(true);
    }

    /** What happens to an audit from now on, until it ends or nobody listens. */
    Multi<LiveEvent> watch(String id) {
        return Multi.createFrom().emitter(watcher -> join(id, watcher), BEHIND);
    }

    private synchronized void join(String id, MultiEmitter<? super LiveEvent> watcher) {
        AuditDesk desk = running.desk();
        AuditPages pages = new AuditPages(desk);
        Watched audit = watched.computeIfAbsent(
                id, name -> new Watched(() -> desk.results().show(name), pages::rail));
        watcher.onTermination(() -> leave(id, audit, watcher));
        audit.join(watcher);
        looks.computeIfAbsent(
                id,
                name -> lookouts.scheduleWithFixedDelay(
                        () -> look(name, audit), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void look(String id, Watched audit) {
        if (!audit.look()) {
            forget(id);
        }
    }

    private synchronized void leave(String id, Watched audit, MultiEmitter<? super LiveEvent> watcher) {
        if (audit.leave(watcher) && audit.equals(watched.get(id))) {
            forget(id);
        }
    }

    private synchronized void forget(String id) {
        watched.remove(id);
        ScheduledFuture<?> look = looks.remove(id);
        if (look != null) {
            look.cancel(false);
        }
    }

    @PreDestroy
    void close() {
        lookouts.shutdownNow();
    }
}
