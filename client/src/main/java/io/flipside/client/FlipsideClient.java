package io.flipside.client;

import io.flipside.client.api.AuditsApi;
import io.flipside.client.api.CampaignsApi;
import io.flipside.client.api.ScalingApi;
import io.flipside.client.model.ArtifactRef;
import io.flipside.client.model.AuditStatus;
import io.flipside.client.model.AuditView;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A running service. May be used by many threads. Every call throws {@link ProblemException} if the service does not answer
 * it, and {@link ServiceUnreachable} if there is none.
 */
public final class FlipsideClient {
    private static final Set<AuditStatus> OPEN = Set.of(AuditStatus.RUNNING, AuditStatus.PAUSED, AuditStatus.WAITING);
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(2);
    private static final int MOST_TURNS = 300;

    private final AuditsApi audits;
    private final CampaignsApi campaigns;
    private final ScalingApi scaling;

    private FlipsideClient(Transport transport) {
        this.audits = new AuditsApi(transport);
        this.campaigns = new CampaignsApi(transport);
        this.scaling = new ScalingApi(transport);
    }

    /**
     * A service that asks nobody who they are. Nothing is sent before the first call.
     *
     * @param server such as {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException if that is no address
     */
    public static FlipsideClient at(String server) {
        return at(server, Optional::empty);
    }

    /**
     * A service that knows its callers.
     *
     * @param token asked for with every call, so it may change: one of the service's file of tokens, or of its issuer
     */
    public static FlipsideClient at(String server, Supplier<Optional<String>> token) {
        return new FlipsideClient(new Transport(server, token));
    }

    /** Calls about audits. */
    public AuditsApi audits() {
        return audits;
    }

    /** Calls about campaigns. */
    public CampaignsApi campaigns() {
        return campaigns;
    }

    /** Calls about what waits for workers. */
    public ScalingApi scaling() {
        return scaling;
    }

    /**
     * Uploads a clip, an adapter or a manifest. Waits for its turn while the service takes as many uploads as it can.
     *
     * @return its reference, for requests
     * @throws FileNotFoundException if it is not there
     */
    public ArtifactRef upload(Path file) throws FileNotFoundException {
        return upload(String.valueOf(file.getFileName()), BodyPublishers.ofFile(file));
    }

    /** The same of bytes under a name, whose ending is kept. */
    public ArtifactRef upload(String name, byte[] bytes) {
        return upload(name, BodyPublishers.ofByteArray(bytes));
    }

    private ArtifactRef upload(String name, BodyPublisher bytes) {
        for (int turn = 0; ; turn++) {
            try {
                return audits.uploadInput(bytes, null, name);
            } catch (ProblemException e) {
                if (!BUSY.contains(e.status()) || turn == MOST_TURNS) {
                    throw e;
                }
                pause(e.retryAfter().orElse(BETWEEN_TURNS));
            }
        }
    }

    /** Waits until an audit has ended, however long that takes, and says how. */
    public AuditView await(String auditId) {
        while (true) {
            AuditView view = audits.showAudit(auditId);
            if (!OPEN.contains(view.getStatus())) {
                return view;
            }
            pause(LOOK_EVERY);
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the service was waited for", e);
        }
    }
}
