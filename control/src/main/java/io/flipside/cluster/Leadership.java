package io.flipside.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of several processes one is at work, by a lease in the cluster. One that loses it, because it or the cluster was away,
 * stops its work and stands for it again; the process goes on, for it may have other roles.
 */
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final long BREATH_SECONDS = 1;

    /**
     * The lease.
     *
     * @param namespace that it lies in
     * @param name of the lease
     * @param identity of this process
     * @param duration after which one that says nothing has lost it
     */
    record Seat(String namespace, String name, String identity, Duration duration) {}

    /** What the one at work does. */
    interface Work {
        /** Begins; called again after each loss. */
        void begin();

        /** Ends; another may have begun. */
        void end();
    }

    private final KubernetesClient cluster;
    private final Seat seat;
    private final Work work;
    private final Thread thread = new Thread(this::stand, "flipside-leadership");
    private volatile boolean closed;
    private volatile boolean leading;
    private volatile CompletableFuture<?> election = CompletableFuture.completedFuture(null);

    Leadership(KubernetesClient cluster, Seat seat, Work work) {
        this.cluster = cluster;
        this.seat = seat;
        this.work = work;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isLeading() {
        return leading;
    }

    private void stand() {
        while (!closed) {
            try {
                CompletableFuture<Void> elected = new CompletableFuture<>();
                election = elect(elected);
                CompletableFuture.anyOf(elected, election).join();
                if (elected.isDone() && !election.isDone()) {
                    leading = true;
                    LOG.info("{} has the lease {} and is at work", seat.identity(), seat.name());
                    work.begin();
                    election.join();
                }
            } catch (RuntimeException e) {
                LOG.warn("The lease {} is stood for again: {}", seat.name(), e.toString());
            } finally {
                if (leading) {
                    leading = false;
                    work.end();
                    LOG.info("{} has the lease {} no more", seat.identity(), seat.name());
                }
            }
            breathe();
        }
    }

    private CompletableFuture<?> elect(CompletableFuture<Void> elected) {
        long millis = seat.duration().toMillis();
        return cluster.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(seat.name())
                        .withLock(new LeaseLock(seat.namespace(), seat.name(), seat.identity()))
                        .withLeaseDuration(seat.duration())
                        .withRenewDeadline(Duration.ofMillis(millis * 2 / 3))
                        .withRetryPeriod(Duration.ofMillis(millis * 2 / 15))
                        .withReleaseOnCancel(false)
                        .withLeaderCallbacks(new LeaderCallbacks(
                                () -> elected.complete(null),
                                () -> {},
                                leader -> LOG.info("The lease {} is {}'s", seat.name(), leader)))
                        .build())
                .build()
                .start();
    }

    private void breathe() {
        try {
            if (!closed) {
                TimeUnit.SECONDS.sleep(BREATH_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        election.cancel(true);
        thread.join(TimeUnit.SECONDS.toMillis(10));
        release();
    }

    /** So that another need not wait until it ends. The elector's own release leaves the lease as it is (Fabric8 7.5.2). */
    private void release() {
        try {
            Lease lease = cluster.leases()
                    .inNamespace(seat.namespace())
                    .withName(seat.name())
                    .get();
            if (lease != null && seat.identity().equals(lease.getSpec().getHolderIdentity())) {
                cluster.leases()
                        .inNamespace(seat.namespace())
                        .resource(lease)
                        .lockResourceVersion()
                        .delete();
            }
        } catch (KubernetesClientException e) {
            LOG.debug("The lease {} ends by itself: {}", seat.name(), e.toString());
        }
    }
}
