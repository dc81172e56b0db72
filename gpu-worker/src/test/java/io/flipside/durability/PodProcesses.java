package io.flipside.durability;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.flipside.cluster.pod.DeletionCost;
import io.flipside.kube.KubeServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * In place of kubelets: each pod of a namespace that kwok leaves alone is a process of this machine, with the variables,
 * arguments and files of its container and the rights of its account. It is ready when the process says so, has its
 * grace to end, and is gone when the process is.
 */
final class PodProcesses implements AutoCloseable {
    /** Label of such pods. */
    static final String LABEL = "flipside.io/run";

    /** For kwok, that leaves them alone. */
    static final String THEIRS = LABEL + "=here";

    private static final int NOT_FOUND = 404;
    private static final Pattern SERVICE = Pattern.compile("http://([a-z0-9-]+):8080");

    private final KubeServer kube;
    private final KubernetesClient cluster;
    private final String namespace;
    private final Path scratch;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> ended = new ConcurrentSkipListSet<>();
    private final List<String> endedBusy = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "kubelet");
        thread.setDaemon(true);
        return thread;
    });
    private final SharedIndexInformer<Pod> informer;

    private record Run(Pod pod, WorkerProcess process) {}

    PodProcesses(KubeServer kube, KubernetesClient cluster, String namespace, Path scratch) {
        this.kube = kube;
        this.cluster = cluster;
        this.namespace = namespace;
        this.scratch = scratch;
        informer = cluster.pods()
                .inNamespace(namespace)
                .withLabelSelector(THEIRS)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Pod pod) {
                        seen(pod);
                    }

                    @Override
                    public void onUpdate(Pod before, Pod pod) {
                        seen(pod);
                    }

                    @Override
                    public void onDelete(Pod pod, boolean late) {
                        end(pod);
                    }
                });
    }

    private void seen(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            end(pod);
        } else if (pod.getSpec().getNodeName() != null) {
            runs.computeIfAbsent(pod.getMetadata().getUid(), uid -> begin(pod));
        }
    }

    private Run begin(Pod pod) {
        Path folder = scratch.resolve(pod.getMetadata().getUid());
        WorkerProcess.Launch launch = new PodContainer(cluster, pod, folder).launch(rights(pod), this::resolved);
        WorkerProcess process =
                WorkerProcess.launch(launch, scratch.resolve(pod.getMetadata().getName() + ".log"));
        threads.execute(() -> follow(pod, process, launch.serves()));
        return new Run(pod, process);
    }

    /** In a container the account's token lies where clients look for it. */
    private Map<String, String> rights(Pod pod) {
        return Boolean.TRUE.equals(pod.getSpec().getAutomountServiceAccountToken())
                ? Map.of(
                        "KUBECONFIG",
                        kube.kubeconfig(namespace, pod.getSpec().getServiceAccountName())
                                .toString())
                : Map.of();
    }

    /** In place of a Service: the address of a process whose pod it selects. */
    private String resolved(String argument) {
        return SERVICE.matcher(argument).replaceAll(name -> Matcher.quoteReplacement(address(name.group(1))));
    }

    private String address(String service) {
        Map<String, String> selector = cluster.services()
                .inNamespace(namespace)
                .withName(service)
                .require()
                .getSpec()
                .getSelector();
        return runs.values().stream()
                .filter(run -> run.pod().getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .flatMap(run -> run.process().address().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is behind the service " + service));
    }

    private void follow(Pod pod, WorkerProcess process, boolean serves) {
        say(pod, "Running", false);
        if (serves) {
            process.awaitReady();
            say(pod, "Running", true);
        } else {
            say(pod, process.exitStatus() == 0 ? "Succeeded" : "Failed", false);
        }
    }

    private void say(Pod pod, String phase, boolean ready) {
        String status =
                """
                {"status": {"phase": "%s", "podIP": "10.244.255.1", "podIPs": [{"ip": "10.244.255.1"}], "conditions": [
                  {"type": "Initialized", "status": "True", "lastTransitionTime": "%3$s"},
                  {"type": "ContainersReady", "status": "%2$s", "lastTransitionTime": "%3$s"},
                  {"type": "Ready", "status": "%2$s", "lastTransitionTime": "%3$s"}]}}
                """
                        .formatted(
                                phase, ready ? "True" : "False", Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try {
            cluster.pods()
                    .inNamespace(namespace)
                    .withName(pod.getMetadata().getName())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), status);
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private void end(Pod pod) {
        if (!ended.add(pod.getMetadata().getUid())) {
            return;
        }
        if (DeletionCost.isBusy(pod)) {
            endedBusy.add(pod.getMetadata().getName());
        }
        Optional<WorkerProcess> process =
                Optional.ofNullable(runs.get(pod.getMetadata().getUid())).map(Run::process);
        long grace = Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds())
                .orElse(0L);
        threads.execute(() -> {
            process.ifPresent(running -> running.terminate(Duration.ofSeconds(grace)));
            cluster.pods()
                    .inNamespace(namespace)
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(0)
                    .delete();
        });
    }

    /** Every process there was of a role. */
    List<WorkerProcess> all(String role) {
        return of(role).map(Run::process).toList();
    }

    /** Pods of a role that have a process and are not told to go. */
    long running(String role) {
        return of(role).filter(run -> !ended.contains(run.pod().getMetadata().getUid()))
                .count();
    }

    private Stream<Run> of(String role) {
        return runs.values().stream()
                .filter(run -> role.equals(run.pod().getMetadata().getLabels().get("flipside.io/role")));
    }

    /** Pods that were ended while they said that they were at work. */
    List<String> endedBusy() {
        return List.copyOf(endedBusy);
    }

    @Override
    public void close() {
        informer.stop();
        threads.shutdownNow();
        runs.values().forEach(run -> run.process().close());
    }
}
