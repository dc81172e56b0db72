package io.flipside.service;

import io.flipside.api.Service;
import io.flipside.audit.CounterfactualAuditWorkflow;
import io.flipside.audit.PayloadTooLarge;
import io.flipside.audit.Queues;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditStarter;
import io.flipside.desk.ShelfCheck;
import io.flipside.desk.TemporalStarter;
import io.flipside.desk.Uploads;
import io.flipside.events.Codecs;
import io.flipside.events.DoorState;
import io.flipside.events.KafkaEvents;
import io.flipside.events.RequestConsumer;
import io.flipside.record.Unfinished;
import io.flipside.steps.ModelActivities;
import io.flipside.steps.ModelShelf;
import io.flipside.steps.RecordActivities;
import io.flipside.steps.StepFailures;
import io.flipside.steps.StepHealth;
import io.flipside.store.ArtifactStore;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of Flipside at work: its connections and, by its roles, its workers. */
public final class AuditService implements Service, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);
    /** How soon a running search hears that it was cancelled or paused. */
    private static final Duration HEARTBEAT_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final ServiceSettings settings;
    private final ArtifactStore store;
    private final WorkflowClient client;
    private final WorkerFactory workers;
    private final TemporalStarter starter;
    private final StepHealth health = new StepHealth(InstantSource.system());
    private final Uploads uploads;
    private final Optional<ModelActivities> models;
    private volatile Optional<RequestConsumer> requests = Optional.empty();
    /** Closed last to first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private AuditService(ServiceSettings settings) {
        this.settings = settings;
        store = ArtifactStore.at(settings.store());
        open.push(store);
        store.ensureBucket();
        WorkflowServiceStubs stubs = settings.temporal().connect();
        open.push(stubs::shutdownNow);
        client = settings.temporal().client(stubs);
        workers = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new StepFailures(client, store, health))
                        .build());
        starter = new TemporalStarter(client, store);
        uploads = new Uploads(store, settings.cache().resolve("uploads"));
        models = settings.roles().contains(Role.GPU) ? Optional.of(gpu()) : Optional.empty();
        if (settings.roles().contains(Role.CPU)) {
            cpu();
        }
        if (settings.roles().contains(Role.WORKFLOW)) {
            Worker worker = workers.newWorker(
                    Queues.WORKFLOW, settings.temporal().worker().build());
            // what is too large stays too large: tried again, it would keep the audit's task busy for ever
            worker.registerWorkflowImplementationTypes(
                    WorkflowImplementationOptions.newBuilder()
                            .setFailWorkflowExceptionTypes(PayloadTooLarge.class)
                            .build(),
                    CounterfactualAuditWorkflow.class);
        }
    }

    /** Connects and starts to work. */
    public static AuditService start(ServiceSettings settings) {
        AuditService service = new AuditService(settings);
        service.workers.start();
        if (settings.roles().contains(Role.API)) {
            service.continueUnfinished();
            service.listen();
        }
        return service;
    }

    private ModelActivities gpu() {
        ModelActivities activities =
                new ModelActivities(store, new ModelShelf(settings.models()), settings.cache(), InstantSource.system());
        open.push(activities);
        for (String generator : settings.generators()) {
            // gradients fill a device: one task at a time
            workers.newWorker(
                            Queues.gpu(generator),
                            options().setMaxConcurrentActivityExecutionSize(1).build())
                    .registerActivitiesImplementations(activities);
        }
        return activities;
    }

    private void cpu() {
        KafkaEvents events = new KafkaEvents(settings.kafka());
        open.push(events);
        RecordActivities activities = new RecordActivities(
                store, new ModelShelf(settings.models()), events, settings.cache(), InstantSource.system());
        open.push(activities);
        int tasks =
                CpuTasks.limit(ConfigProvider.getConfig(), Runtime.getRuntime().maxMemory());
        workers.newWorker(
                        Queues.CPU,
                        options().setMaxConcurrentActivityExecutionSize(tasks).build())
                .registerActivitiesImplementations(activities);
    }

    private WorkerOptions.Builder options() {
        return WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_AT_MOST_EVERY)
                .setDefaultHeartbeatThrottleInterval(HEARTBEAT_AT_MOST_EVERY);
    }

    /** What the store holds as unfinished and Temporal does not know goes on; a durable Temporal knows all of it. */
    private void continueUnfinished() {
        List<String> continued = new ArrayList<>();
        Unfinished.in(store, (audit, request) -> {
            if (starter.goOn(audit, request) == AuditStarter.Started.NEW) {
                continued.add(audit);
            }
        });
        if (!continued.isEmpty()) {
            LOG.info("Going on with {} audits that Temporal had lost: {}", continued.size(), continued);
        }
    }

    private void listen() {
        Codecs.unpackIn(settings.cache().resolve("codecs"));
        RequestConsumer consumer = new RequestConsumer(settings.kafka(), checked());
        requests = Optional.of(consumer);
        Thread thread = new Thread(consumer, "flipside-requests");
        thread.start();
        open.push(() -> {
            consumer.close();
            thread.join(settings.grace().toMillis());
        });
    }

    @Override
    public AuditDesk desk() {
        return new AuditDesk(client, store, checked(), uploads);
    }

    /** A process that does everything has all the models there are: a name that it lacks is refused at the door. */
    private AuditStarter checked() {
        return settings.roles().containsAll(EnumSet.allOf(Role.class))
                ? new ShelfCheck(starter, new ModelShelf(settings.models())::classifiers, settings.generators())
                : starter;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>(health.complaints());
        if (models.map(ModelActivities::isStuck).orElse(false)) {
            complaints.add("the step that holds the models gives no sign of life. Restart this process.");
        }
        requests().ifPresent(door -> complaints.addAll(door.complaints(Instant.now())));
        return complaints;
    }

    @Override
    public Optional<Boolean> warm() {
        return models.map(ModelActivities::isWarm);
    }

    /** How the door for requests over Kafka is doing; empty if this process has none. */
    public Optional<DoorState> requests() {
        return requests.map(RequestConsumer::state);
    }

    @Override
    public boolean isRunning() {
        return workers.isStarted() && !workers.isShutdown();
    }

    /**
     * Takes no new work and lets the update at work finish within the grace: its checkpoint is written and the stage goes
     * on elsewhere.
     */
    @Override
    public void close() {
        workers.shutdown();
        workers.awaitTermination(settings.grace().toMillis(), TimeUnit.MILLISECONDS);
        if (!workers.isTerminated()) {
            workers.shutdownNow();
            workers.awaitTermination(2, TimeUnit.SECONDS);
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("While closing: {}", e.toString());
            }
        }
    }
}
