package io.flipside.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.resource.Layout;
import io.flipside.cluster.scale.Scaler;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditStarter;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code controller}: the objects of a cluster as audits and campaigns, by one of the processes that have it. */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final int THREADS = 8;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final long LONGEST_RETRY_MILLIS = 30_000;

    private final KubernetesClient cluster;
    private final ControllerSettings settings;
    private final AuditDesk desk;
    private final AuditReconciler audits;
    private final CampaignReconciler campaigns;
    private final Leadership leadership;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "flipside-controller");
        thread.setDaemon(true);
        return thread;
    });
    private final Object turn = new Object();
    private Optional<Operator> operator = Optional.empty();
    private Optional<Scaler> scaler = Optional.empty();
    private volatile Optional<String> complaint = Optional.empty();

    private Controller(KubernetesClient cluster, ControllerSettings settings, AuditDesk desk, AuditStarter starter) {
        this.cluster = cluster;
        this.settings = settings;
        this.desk = desk;
        HeldFiles files = new HeldFiles(cluster, desk);
        ObjectEvents events = new ObjectEvents(cluster);
        audits = new AuditReconciler(new AuditDoor(desk, starter, files), desk.queues(), events, settings.patience());
        campaigns = new CampaignReconciler(
                new CampaignDoor(desk, files, settings.campaignRows(), settings.campaignWindow()),
                events,
                settings.patience());
        leadership = new Leadership(cluster, settings.seat(), new Leadership.Work() {
            @Override
            public void begin() {
                timer.execute(Controller.this::begin);
            }

            @Override
            public void end() {
                Controller.this.end();
            }
        });
    }

    /** The same in the cluster that this process is in, or that {@code KUBECONFIG} names. */
    public static Controller join(
            Config config, ControllerSettings.CampaignLimits limits, AuditDesk desk, AuditStarter starter) {
        KubernetesClient cluster = Cluster.connect();
        return start(cluster, ControllerSettings.read(config, cluster, limits), desk, starter);
    }

    /** Stands for the lease; returns at once, for a cluster that is away comes back. */
    public static Controller start(
            KubernetesClient cluster, ControllerSettings settings, AuditDesk desk, AuditStarter starter) {
        Controller controller = new Controller(cluster, settings, desk, starter);
        controller.leadership.start();
        return controller;
    }

    /** What keeps it from its work, a line each. */
    public List<String> complaints() {
        return complaint.map(List::of).orElse(List.of());
    }

    /** Whether it is the one at work. */
    public boolean isLeading() {
        return leadership.isLeading();
    }

    private void begin() {
        synchronized (turn) {
            if (!leadership.isLeading() || operator.isPresent()) {
                return;
            }
            try {
                complaint = Definitions.problem(cluster);
                if (complaint.isEmpty()) {
                    operator = Optional.of(operator());
                    scaler = settings.scaling().map(scaling -> Scaler.start(cluster, scaling, desk.queues()));
                    return;
                }
                LOG.warn("The controller waits: {}", complaint.get());
            } catch (RuntimeException e) {
                LOG.warn("The controller could not begin and tries again: {}", e.toString());
                complaint = Optional.of("the cluster does not answer the controller: " + e.getMessage());
            }
        }
        timer.schedule(this::begin, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Operator operator() {
        Operator made = new Operator(options -> options.withKubernetesClient(cluster)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withUseSSAToPatchPrimaryResource(true)
                .withStopOnInformerErrorDuringStartup(false)
                .checkingCRDAndValidateLocalModel(false));
        made.register(audits, own -> configure(own, "audits"));
        made.register(campaigns, own -> configure(own, "campaigns"));
        made.start();
        return made;
    }

    private void configure(ControllerConfigurationOverrider<?> own, String name) {
        own.withName(name)
                .withFinalizer(Layout.FINALIZER)
                .withFieldManager(Layout.FIELD_MANAGER)
                .withRetry(new GenericRetry()
                        .withoutMaxAttempts()
                        .setInitialInterval(AGAIN.toMillis() / 5)
                        .setIntervalMultiplier(1.6)
                        .setMaxInterval(LONGEST_RETRY_MILLIS));
        if (settings.namespaces().contains(ControllerSettings.EVERY_NAMESPACE)) {
            own.watchingAllNamespaces();
        } else {
            own.settingNamespaces(settings.namespaces());
        }
    }

    private void end() {
        synchronized (turn) {
            scaler.ifPresent(Scaler::close);
            operator.ifPresent(Operator::stop);
            scaler = Optional.empty();
            operator = Optional.empty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        leadership.close();
        timer.shutdownNow();
        end();
        cluster.close();
    }
}
