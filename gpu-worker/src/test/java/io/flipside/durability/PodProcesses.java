package io.flipside.durability;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.flipside.cluster.pod.DeletionCost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * In place of kubelets: for each pod that runs a worker's process, which takes the pod's name, and is told to go when the pod
 * is.
 */
final class PodProcesses implements AutoCloseable {
    private final Map<String, String> settings;
    private final Path scratch;
    private final Map<String, WorkerProcess> processes = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> ended = new ConcurrentSkipListSet<>();
    private final List<String> endedBusy = new CopyOnWriteArrayList<>();
    private final List<Thread> endings = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<Pod> informer;

    /** @param settings of every worker */
    PodProcesses(KubernetesClient cluster, String namespace, Map<String, String> settings, Path scratch) {
        this.settings = settings;
        this.scratch = scratch;
        informer = cluster.pods().inNamespace(namespace).inform(new ResourceEventHandler<>() {
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
        } else if ("Running".equals(pod.getStatus().getPhase())) {
            processes.computeIfAbsent(pod.getMetadata().getName(), name -> begin(pod));
        }
    }

    private WorkerProcess begin(Pod pod) {
        String name = pod.getMetadata().getName();
        Map<String, String> own = new HashMap<>(settings);
        own.put("flipside.pod.name", name);
        own.put("flipside.pod.namespace", pod.getMetadata().getNamespace());
        own.put("flipside.pod.node", pod.getSpec().getNodeName());
        return WorkerProcess.start(
                own,
                scratch.resolve(name + ".log"),
                "--roles",
                "gpu",
                "--data",
                scratch.resolve(name).toString());
    }

    private void end(Pod pod) {
        String name = pod.getMetadata().getName();
        WorkerProcess process = processes.get(name);
        if (process == null || !ended.add(name)) {
            return;
        }
        if (DeletionCost.isBusy(pod)) {
            endedBusy.add(name);
        }
        Thread ending = new Thread(process::terminate, "end of " + name);
        ending.start();
        endings.add(ending);
    }

    /** Every process there was. */
    List<WorkerProcess> all() {
        return List.copyOf(processes.values());
    }

    /** How many pods have a process. */
    int running() {
        return processes.size() - ended.size();
    }

    /** Pods that were ended while they said that they were at work. */
    List<String> endedBusy() {
        return List.copyOf(endedBusy);
    }

    @Override
    public void close() {
        informer.stop();
        processes.values().forEach(WorkerProcess::close);
    }
}
