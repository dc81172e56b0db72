package io.flipside.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.flipside.cluster.resource.Condition;
import io.flipside.cluster.resource.Conditions;
import io.flipside.cluster.resource.Layout;
import io.flipside.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code kubectl describe} shows under an object: each change of a condition, once however often it is told. */
final class ObjectEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectEvents.class);
    private static final int DIGITS = 16;
    private static final Set<String> BAD = Set.of(
            "NoWorker", "NoWorkflowWorker", "Retrying", "Refused", "SetAside", "Failed", "Unreadable");

    private final KubernetesClient cluster;

    ObjectEvents(KubernetesClient cluster) {
        this.cluster = cluster;
    }

    /** Tells of conditions that changed. */
    void tell(HasMetadata object, List<Condition> news) {
        news.stream().filter(ObjectEvents::isNews).forEach(condition -> tell(object, condition));
    }

    /** What follows from another that is told as well is not. */
    private static boolean isNews(Condition condition) {
        return !(condition.type().equals(Conditions.COMPLETE) && condition.status() == Condition.Status.False)
                && !(condition.type().equals(Conditions.RUNNING)
                        && (condition.reason().equals("Ended") || condition.reason().equals("NotAccepted")));
    }

    private void tell(HasMetadata object, Condition condition) {
        boolean bad = condition.type().equals(Conditions.ACCEPTED) && condition.status() != Condition.Status.True
                || BAD.contains(condition.reason());
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String id = object.getMetadata().getUid() + condition.type() + condition.reason() + condition.message();
        Event event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName() + "."
                        + Sha256.of(id.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .endInvolvedObject()
                .withType(bad ? "Warning" : "Normal")
                .withReason(condition.reason())
                .withMessage(condition.message().substring(0, Math.min(1000, condition.message().length())))
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withReportingComponent(Layout.FIELD_MANAGER)
                .withReportingInstance("")
                .withNewSource()
                .withComponent(Layout.FIELD_MANAGER)
                .endSource()
                .build();
        try {
            cluster.v1()
                    .events()
                    .inNamespace(object.getMetadata().getNamespace())
                    .resource(event)
                    .fieldManager(Layout.FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            LOG.debug("An event was not told: {}", e.toString());
        }
    }
}
