package io.flipside.page;

import io.flipside.desk.AuditView;
import io.flipside.record.AuditJson;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One audit that somebody watches: however many they are, it is looked at once. */
final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
    private static final int LOOKS_A_BEAT = 15;

    private final Supplier<AuditView> look;
    private final Function<AuditView, Rail> rails;
    private final Set<MultiEmitter<? super LiveEvent>> watchers = new LinkedHashSet<>();
    private final Map<String, LiveEvent> last = new LinkedHashMap<>();
    private int quiet;

    Watched(Supplier<AuditView> look, Function<AuditView, Rail> rails) {
        this.look = look;
        this.rails = rails;
    }

    /** Somebody watches from now on, and is told at once what the others know. */
    synchronized void join(MultiEmitter<? super LiveEvent> watcher) {
        watchers.add(watcher);
        last.values().forEach(watcher::emit);
    }

    /** Somebody is gone; whether nobody is left. */
    synchronized boolean leave(MultiEmitter<? super LiveEvent> watcher) {
        watchers.remove(watcher);
        return watchers.isEmpty();
    }

    /** Looks at the audit and tells what is new; whether it goes on. */
    boolean look() {
        AuditView view;
        Rail rail;
        try {
            view = look.get();
            rail = rails.apply(view);
        } catch (RuntimeException e) {
            // a service is away: whoever watches sees that nothing moves, and the next look may find it back
            LOG.debug("An audit that is watched cannot be looked at: {}", e.toString());
            beat();
            return true;
        }
        if (!view.status().isOpen()) {
            tell(new LiveEvent(LiveEvent.OVER, view.status().word()));
            finish();
            return false;
        }
        tell(new LiveEvent(LiveEvent.RAIL, Templates.rail(rail).render()));
        tell(new LiveEvent(LiveEvent.POINT, point(view)));
        beat();
        return true;
    }

    private static String point(AuditView view) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("status", view.status().word());
        point.put(
                "ended",
                view.progress().map(progress -> progress.stages().size()).orElse(0));
        view.update().ifPresent(update -> {
            point.put("stage", update.stage());
            point.put("iteration", update.iteration());
            point.put("loss", update.loss());
            point.put("targetProbability", update.targetProbability());
        });
        return new String(AuditJson.bytes(point), StandardCharsets.UTF_8);
    }

    private synchronized void tell(LiveEvent event) {
        if (!event.equals(last.put(event.name(), event))) {
            quiet = 0;
            List.copyOf(watchers).forEach(watcher -> watcher.emit(event));
        }
    }

    private synchronized void beat() {
        quiet++;
        if (quiet >= LOOKS_A_BEAT) {
            quiet = 0;
            List.copyOf(watchers).forEach(watcher -> watcher.emit(new LiveEvent(LiveEvent.BEAT, "")));
        }
    }

    private synchronized void finish() {
        List.copyOf(watchers).forEach(MultiEmitter::complete);
    }
}
