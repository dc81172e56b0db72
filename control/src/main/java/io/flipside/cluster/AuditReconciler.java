package io.flipside.cluster;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.flipside.cluster.resource.Audit;
import io.flipside.cluster.resource.AuditFields;
import io.flipside.cluster.resource.AuditState;
import io.flipside.cluster.resource.Condition;
import io.flipside.cluster.resource.Conditions;
import io.flipside.desk.AuditView;
import io.flipside.desk.TaskQueues;
import io.flipside.desk.WaitingStep;
import io.flipside.record.AuditStatus;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an audit of each {@link Audit} and keeps the object's status what the audit is; its end waits for the audit's. */
final class AuditReconciler implements Reconciler<Audit>, Cleaner<Audit> {
    private static final Logger LOG = LoggerFactory.getLogger(AuditReconciler.class);

    private final AuditDoor door;
    private final TaskQueues queues;
    private final ObjectEvents events;
    private final Patience patience;
    private final InstantSource clock = InstantSource.system();

    /** @param patience how often to look, and after how long a step that waits is worth a word */
    AuditReconciler(AuditDoor door, TaskQueues queues, ObjectEvents events, Patience patience) {
        this.door = door;
        this.queues = queues;
        this.events = events;
        this.patience = patience;
    }

    @Override
    public UpdateControl<Audit> reconcile(Audit audit, Context<Audit> context) {
        AuditState before = Optional.ofNullable(audit.getStatus()).orElse(AuditState.NONE);
        long generation = audit.getMetadata().getGeneration();
        if (before.observedGeneration() == generation && Conditions.holds(before.conditions(), Conditions.COMPLETE)) {
            return UpdateControl.noUpdate();
        }
        Conditions conditions = new Conditions(before.conditions(), generation, clock);
        try {
            AuditView view = door.started(audit);
            Optional<String> remark = door.steer(audit, view);
            if (remark.isEmpty() && audit.getSpec().has(AuditFields.PAUSED)) {
                view = door.find(view.auditId()).orElse(view);
            }
            AuditState now = AuditMirror.of(view, waiting(view), remark, door.record(view), conditions);
            UpdateControl<Audit> told = told(audit, before, now);
            return view.status().isOpen() ? told.rescheduleAfter(patience.poll()) : told;
        } catch (Refused e) {
            AuditState refused = refused(conditions, Condition.Status.False, e.reason(), e.sentence());
            UpdateControl<Audit> told = told(audit, before, refused);
            return e.mends() ? told.rescheduleAfter(patience.poll()) : told;
        } catch (RuntimeException e) {
            if (!AuditDoor.isOutage(e)) {
                throw e;
            }
            LOG.warn("Audit {} is looked at again later: {}", name(audit), e.toString());
            // what is known of an audit stays so while nobody can be asked
            boolean known = Conditions.holds(before.conditions(), Conditions.ACCEPTED);
            UpdateControl<Audit> told = known
                    ? UpdateControl.noUpdate()
                    : told(
                            audit,
                            before,
                            refused(
                                    conditions,
                                    Condition.Status.Unknown,
                                    "ServiceAway",
                                    "Temporal or the object store does not answer the controller. It tries again by"
                                            + " itself; its log says more."));
            return told.rescheduleAfter(patience.poll());
        }
    }

    private static AuditState refused(
            Conditions conditions, Condition.Status accepted, String reason, String sentence) {
        conditions.say(Conditions.ACCEPTED, accepted, reason, sentence);
        conditions.say(Conditions.RUNNING, Condition.Status.False, "NotAccepted", "There is no audit.");
        conditions.say(Conditions.COMPLETE, Condition.Status.False, "NotAccepted", "There is no audit.");
        return new AuditState(0, Optional.empty(), Optional.empty(), Optional.empty(), conditions.all());
    }

    private Optional<WaitingStep> waiting(AuditView view) {
        boolean atWork = view.status() != AuditStatus.RUNNING
                || view.update().isPresent()
                || view.trouble().isPresent();
        return atWork
                ? Optional.empty()
                : queues.waiting(view.auditId())
                        .filter(step ->
                                Duration.between(step.since(), clock.instant()).compareTo(patience.worker()) >= 0);
    }

    private UpdateControl<Audit> told(Audit audit, AuditState before, AuditState said) {
        AuditState now = new AuditState(
                audit.getMetadata().getGeneration(), said.auditId(), said.progress(), said.result(), said.conditions());
        if (now.equals(before)) {
            return UpdateControl.noUpdate();
        }
        events.tell(audit, Conditions.news(before.conditions(), now.conditions()));
        Audit told = new Audit();
        told.setMetadata(new ObjectMetaBuilder()
                .withName(audit.getMetadata().getName())
                .withNamespace(audit.getMetadata().getNamespace())
                .build());
        told.setStatus(now);
        return UpdateControl.patchStatus(told);
    }

    @Override
    public DeleteControl cleanup(Audit audit, Context<Audit> context) {
        String id = AuditDoor.id(audit);
        Optional<AuditView> view = door.find(id);
        if (view.isEmpty() || !view.get().status().isOpen() || isOrdered(audit) && nobodyFollows(view.get())) {
            return DeleteControl.defaultDelete();
        }
        door.cancel(audit, id);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(patience.end().toMillis());
    }

    /** Whether it was ordered to end a while ago: each look orders it again, which harms nothing. */
    private boolean isOrdered(Audit audit) {
        return Instant.parse(audit.getMetadata().getDeletionTimestamp())
                .plus(patience.worker())
                .isBefore(clock.instant());
    }

    /** Whether no worker is there that could end it; Temporal keeps the order for the next one. */
    private boolean nobodyFollows(AuditView view) {
        return view.status() == AuditStatus.WAITING
                || queues.waiting(view.auditId()).isPresent();
    }

    private static String name(Audit audit) {
        return audit.getMetadata().getNamespace() + "/" + audit.getMetadata().getName();
    }
}
