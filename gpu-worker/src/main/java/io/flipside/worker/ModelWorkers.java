package io.flipside.worker;

import io.flipside.audit.Queues;
import io.flipside.explain.ComputeSettings;
import io.flipside.generator.GeneratorSettings;
import io.flipside.generator.NetworkPrecision;
import io.flipside.plan.Calibration;
import io.flipside.plan.CostLimits;
import io.flipside.service.Role;
import io.flipside.service.ServiceSettings;
import io.flipside.service.StepWorkers;
import io.flipside.service.Workplace;
import io.flipside.settings.Settings;
import io.flipside.steps.CampaignActivities;
import io.flipside.steps.FolderShelf;
import io.flipside.steps.ModelActivities;
import io.flipside.steps.ModelShelf;
import io.flipside.steps.PlanActivities;
import io.flipside.steps.RecordActivities;
import io.flipside.steps.WorkerParts;
import io.flipside.temporal.ActivityContext;
import io.flipside.temporal.StepFailures;
import io.flipside.temporal.StepHealth;
import io.flipside.temporal.StepMeters;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers for the roles {@code cpu} and {@code gpu}. */
public final class ModelWorkers implements StepWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWorkers.class);

    /** How soon a running search hears that it was cancelled or paused. */
    private static final Duration HEARTBEAT_AT_MOST_EVERY = Duration.ofSeconds(1);

    private static final int MIB = 20;
    /** Plans at once: each reads a few headers. */
    private static final int PLANS = 4;

    private final Workplace place;
    private final WorkerConfig config;
    private final ModelShelf shelf;
    /** Held, for figures are published as long as somebody holds what they are of. */
    private final Optional<DeviceMemory> memory;

    private final StepMeters meters = new StepMeters(System::nanoTime);
    private final StepHealth health = new StepHealth(InstantSource.system());
    private final StepFailures failures;
    private final Optional<ModelActivities> models;
    private final Optional<PlanActivities> plans;
    private final Optional<RecordActivities> records;
    private final Optional<CampaignActivities> campaigns;

    /** Found by the service's loader. */
    public static final class Provider implements StepWorkers.Provider {
        @Override
        public StepWorkers open(Workplace place) {
            return new ModelWorkers(place, Settings.of(ConfigProvider.getConfig(), WorkerConfig.class));
        }

        @Override
        public void check(Config config) {
            Settings.of(config, WorkerConfig.class);
        }
    }

    private ModelWorkers(Workplace place, WorkerConfig config) {
        this.place = place;
        this.config = config;
        this.failures = new StepFailures(place.client(), place.store(), health);
        ServiceSettings settings = place.settings();
        this.shelf = new FolderShelf(List.of(settings.models(), settings.library()));
        WorkerParts parts = new WorkerParts(
                place.store(), shelf, settings.cache(), InstantSource.system(), compute(config), limits(config));
        this.models = settings.roles().contains(Role.GPU)
                ? Optional.of(new ModelActivities(parts, ActivityContext::here))
                : Optional.empty();
        this.memory = models.filter(role -> config.device().device().isGpu())
                .map(role -> new DeviceMemory(config.device().device().getDeviceId()));
        memory.ifPresent(own -> own.publish(config.device().device().getDeviceId()));
        this.plans = models.map(role -> new PlanActivities(parts));
        if (models.isPresent()
                && config.limit().hours().isPresent()
                && Calibration.read(config.device()).isEmpty()) {
            LOG.warn("flipside.limit.hours is not held: nobody has measured how fast this machine is. Run 'flipside"
                    + " doctor --calibrate'.");
        }
        this.records = settings.roles().contains(Role.CPU)
                ? Optional.of(new RecordActivities(parts, place.events(), ActivityContext::here))
                : Optional.empty();
        this.campaigns =
                records.map(role -> new CampaignActivities(place.store(), place.events(), ActivityContext::here));
    }

    private static ComputeSettings compute(WorkerConfig config) {
        NetworkPrecision precision = new NetworkPrecision(
                config.precision().transformer(), config.precision().vae());
        return new ComputeSettings(
                config.device(), config.graphBudget() << MIB, new GeneratorSettings(config.weights(), precision));
    }

    private static CostLimits limits(WorkerConfig config) {
        WorkerConfig.Limits limit = config.limit();
        return new CostLimits(limit.memory(), limit.operations(), limit.hours());
    }

    @Override
    public List<WorkerInterceptor> interceptors() {
        // the last is the outermost: it counts what failures were sorted to
        return List.of(failures, meters);
    }

    @Override
    public void register(WorkerFactory workers) {
        models.ifPresent(activities -> place.settings()
                .generators()
                .forEach(generator ->
                        // gradients fill a device: one task at a time
                        register(workers, Queues.gpu(generator), 1, activities)));
        plans.ifPresent(activities -> place.settings()
                .generators()
                .forEach(generator -> register(workers, Queues.plan(generator), PLANS, activities)));
        int tasks = CpuTasks.limit(config, Runtime.getRuntime().maxMemory());
        records.ifPresent(activities -> register(workers, Queues.CPU, tasks, activities, campaigns.orElseThrow()));
    }

    private static void register(WorkerFactory workers, String queue, int tasks, Object... activities) {
        workers.newWorker(
                        queue,
                        WorkerOptions.newBuilder()
                                .setMaxHeartbeatThrottleInterval(HEARTBEAT_AT_MOST_EVERY)
                                .setDefaultHeartbeatThrottleInterval(HEARTBEAT_AT_MOST_EVERY)
                                .setMaxConcurrentActivityExecutionSize(tasks)
                                .build())
                .registerActivitiesImplementations(activities);
    }

    @Override
    public List<String> classifiers() {
        return shelf.classifiers();
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>(health.complaints());
        if (models.map(ModelActivities::isStuck).orElse(false)) {
            complaints.add("the step that holds the models gives no sign of life. Restart this process.");
        }
        return complaints;
    }

    @Override
    public Optional<Boolean> warm() {
        return models.map(ModelActivities::isWarm);
    }

    @Override
    public void stopping() {
        failures.stopping();
    }

    @Override
    public void close() {
        campaigns.ifPresent(CampaignActivities::close);
        records.ifPresent(RecordActivities::close);
        models.ifPresent(ModelActivities::close);
    }
}
