package io.flipside.service;

import io.flipside.UserError;
import io.flipside.api.Service;
import io.flipside.audit.CounterfactualAuditWorkflow;
import io.flipside.audit.PayloadTooLarge;
import io.flipside.audit.PlanWorkflow;
import io.flipside.audit.Queues;
import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import io.flipside.campaign.AuditCampaignWorkflow;
import io.flipside.campaign.CampaignDrawingWorkflow;
import io.flipside.campaign.record.KeptCampaigns;
import io.flipside.cluster.Controller;
import io.flipside.cluster.ControllerSettings;
import io.flipside.cluster.PodConfig;
import io.flipside.cluster.pod.PodDuties;
import io.flipside.cluster.pod.Retreat;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditStarter;
import io.flipside.desk.CampaignStarter;
import io.flipside.desk.QueueDemand;
import io.flipside.desk.ShelfCheck;
import io.flipside.desk.TemporalStarter;
import io.flipside.desk.Uploads;
import io.flipside.events.Codecs;
import io.flipside.events.DoorState;
import io.flipside.events.KafkaEvents;
import io.flipside.events.RequestConsumer;
import io.flipside.meters.ProcessMemory;
import io.flipside.record.Unfinished;
import io.flipside.settings.Settings;
import io.flipside.store.ArtifactStore;
import io.flipside.telemetry.DemandSampler;
import io.flipside.telemetry.StepsInFlight;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of Flipside at work: its connections and, by its roles, its workers. */
public final class AuditService implements Service, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);
    private final ServiceSettings settings;
    private final ArtifactStore store;
    private final WorkflowClient client;
    private final WorkerFactory workers;
    private final TemporalStarter starter;
    private final Uploads uploads;
    private final Optional<StepWorkers> steps;
    private final ProcessMemory memory = new ProcessMemory();
    private final StepsInFlight inFlight = new StepsInFlight();
    private final Retreat retreat = new Retreat(this::stopWorkers);
    private volatile Optional<RequestConsumer> requests = Optional.empty();
    private volatile Optional<Controller> controller = Optional.empty();
    private volatile Optional<DemandSampler> demand = Optional.empty();
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
        steps = settings.roles().contains(Role.CPU) || settings.roles().contains(Role.GPU)
                ? Optional.of(stepWorkers())
                : Optional.empty();
        WorkerFactoryOptions.Builder options = WorkerFactoryOptions.newBuilder();
        List<WorkerInterceptor> around = new ArrayList<>();
        steps.ifPresent(own -> {
            around.add(inFlight);
            around.addAll(own.interceptors());
        });
        Tracing.worker().ifPresent(around::add);
        options.setWorkerInterceptors(around.toArray(WorkerInterceptor[]::new));
        workers = WorkerFactory.newInstance(client, options.build());
        starter = new TemporalStarter(client, store);
        uploads = new Uploads(store, settings.cache().resolve("uploads"));
        steps.ifPresent(own -> own.register(workers));
        if (settings.roles().contains(Role.WORKFLOW)) {
            Worker worker = workers.newWorker(
                    Queues.WORKFLOW, settings.temporal().worker().build());
            // what is too large stays too large: tried again, it would keep the audit's task busy for ever
            worker.registerWorkflowImplementationTypes(
                    WorkflowImplementationOptions.newBuilder()
                            .setFailWorkflowExceptionTypes(PayloadTooLarge.class)
                            .build(),
                    CounterfactualAuditWorkflow.class,
                    AuditCampaignWorkflow.class,
                    CampaignDrawingWorkflow.class,
                    PlanWorkflow.class);
        }
    }

    /** Connects and starts to work. */
    public static AuditService start(ServiceSettings settings) {
        AuditService service = new AuditService(settings);
        service.memory.publish();
        service.workers.start();
        if (settings.roles().contains(Role.API)) {
            service.continueUnfinished();
            service.listen();
        }
        service.joinCluster();
        return service;
    }

    /** What a cluster asks of this process: to be its controller, to heed its pod. */
    private void joinCluster() {
        Config config = ConfigProvider.getConfig();
        if (settings.roles().contains(Role.CONTROLLER)) {
            CampaignConfig campaigns = Settings.of(config, CampaignConfig.class);
            Controller started = Controller.join(
                    config,
                    new ControllerSettings.CampaignLimits(campaigns.rows(), (int) campaigns.window()),
                    desk(),
                    checked());
            controller = Optional.of(started);
            open.push(started);
        }
        if (settings.roles().contains(Role.API) || settings.roles().contains(Role.CONTROLLER)) {
            DemandSampler sampler = DemandSampler.start(desk().queues());
            demand = Optional.of(sampler);
            open.push(sampler);
        }
        if (steps.isPresent()) {
            PodDuties.of(Settings.of(config, PodConfig.class), retreat).ifPresent(duties -> {
                inFlight.listen(duties.cost()::atWork);
                open.push(duties);
            });
        }
    }

    private StepWorkers stepWorkers() {
        StepWorkers.Provider provider = ServiceLoader.load(StepWorkers.Provider.class)
                .findFirst()
                .orElseThrow(() -> new UserError("this installation has the doors only, and no code that runs steps."
                        + " Its roles are api, workflow and controller."));
        KafkaEvents events = new KafkaEvents(settings.kafka());
        open.push(events);
        StepWorkers own = provider.open(new Workplace(settings, store, client, events));
        open.push(own);
        return own;
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
        continueCampaigns();
    }

    /** After the audits, which a campaign then finds at work. */
    private void continueCampaigns() {
        CampaignStarter campaigns = new CampaignStarter(client, store);
        new KeptCampaigns(store).unfinished((id, campaign) -> {
            if (campaigns.goOn(id, campaign)) {
                LOG.info("Going on with campaign {}, which Temporal had lost", id);
            }
        });
    }

    private void listen() {
        Codecs.unpackIn(settings.cache().resolve("codecs"));
        // who may write to the topic is Kafka's to say
        Caller producers = new Caller("kafka:" + settings.kafka().requests(), CallerRole.OPERATOR);
        RequestConsumer consumer = new RequestConsumer(
                settings.kafka(), checked().by(producers), new CampaignStarter(client, store).by(producers)::start);
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
        return AuditDesk.of(client, store, checked(), uploads);
    }

    /** A process that does everything has all the models there are: a name that it lacks is refused at the door. */
    private AuditStarter checked() {
        return settings.roles().containsAll(Role.all())
                ? new ShelfCheck(starter, steps.orElseThrow()::classifiers, settings.generators())
                : starter;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints =
                new ArrayList<>(steps.map(StepWorkers::complaints).orElse(List.of()));
        requests().ifPresent(door -> complaints.addAll(door.complaints(Instant.now())));
        controller.ifPresent(own -> complaints.addAll(own.complaints()));
        retreat.why().ifPresent(why -> complaints.add("it takes no new work: " + why + "."));
        return complaints;
    }

    @Override
    public Optional<Boolean> warm() {
        return steps.flatMap(StepWorkers::warm);
    }

    @Override
    public Optional<List<QueueDemand>> demand() {
        return demand.flatMap(DemandSampler::demand);
    }

    /** Completes if this process took no new work because its pod was to go, and is needed again: as a new one. */
    public CompletionStage<Void> replaced() {
        return retreat.over();
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
        stopWorkers();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("While closing: {}", e.toString());
            }
        }
    }

    private synchronized void stopWorkers() {
        steps.ifPresent(StepWorkers::stopping);
        workers.shutdown();
        workers.awaitTermination(settings.grace().toMillis(), TimeUnit.MILLISECONDS);
        if (!workers.isTerminated()) {
            workers.shutdownNow();
            workers.awaitTermination(2, TimeUnit.SECONDS);
        }
    }
}
