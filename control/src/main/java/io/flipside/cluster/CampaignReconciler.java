package io.flipside.cluster;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.flipside.campaign.CampaignProgress;
import io.flipside.cluster.resource.AuditCampaign;
import io.flipside.cluster.resource.CampaignState;
import io.flipside.cluster.resource.Condition.Status;
import io.flipside.cluster.resource.Conditions;
import io.flipside.desk.CampaignView;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a campaign of each {@link AuditCampaign} and keeps the object's status what the campaign is. */
final class CampaignReconciler implements Reconciler<AuditCampaign>, Cleaner<AuditCampaign> {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignReconciler.class);
    private static final Set<String> OVER = Set.of("completed", "cancelled");

    private final CampaignDoor door;
    private final ObjectEvents events;
    private final Patience patience;
    private final InstantSource clock = InstantSource.system();

    CampaignReconciler(CampaignDoor door, ObjectEvents events, Patience patience) {
        this.door = door;
        this.events = events;
        this.patience = patience;
    }

    @Override
    public UpdateControl<AuditCampaign> reconcile(AuditCampaign campaign, Context<AuditCampaign> context) {
        CampaignState before = Optional.ofNullable(campaign.getStatus()).orElse(CampaignState.NONE);
        long generation = campaign.getMetadata().getGeneration();
        if (before.observedGeneration() == generation && Conditions.holds(before.conditions(), Conditions.COMPLETE)) {
            return UpdateControl.noUpdate();
        }
        Conditions conditions = new Conditions(before.conditions(), generation, clock);
        try {
            CampaignView view = door.steered(campaign, door.started(campaign));
            UpdateControl<AuditCampaign> told = told(campaign, before, state(view, conditions, generation));
            return OVER.contains(view.status()) ? told : told.rescheduleAfter(patience.poll());
        } catch (Refused e) {
            conditions.say(Conditions.ACCEPTED, Status.False, e.reason(), e.sentence());
            conditions.say(Conditions.RUNNING, Status.False, "NotAccepted", "There is no campaign.");
            conditions.say(Conditions.COMPLETE, Status.False, "NotAccepted", "There is no campaign.");
            UpdateControl<AuditCampaign> told = told(campaign, before, state(generation, conditions));
            return e.mends() ? told.rescheduleAfter(patience.poll()) : told;
        } catch (RuntimeException e) {
            if (!AuditDoor.isOutage(e)) {
                throw e;
            }
            LOG.warn(
                    "AuditCampaign {} is looked at again later: {}",
                    campaign.getMetadata().getName(),
                    e.toString());
            return UpdateControl.<AuditCampaign>noUpdate().rescheduleAfter(patience.poll());
        }
    }

    private static CampaignState state(long generation, Conditions conditions) {
        return new CampaignState(
                generation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                conditions.all());
    }

    private static CampaignState state(CampaignView view, Conditions conditions, long generation) {
        boolean over = OVER.contains(view.status());
        conditions.say(Conditions.ACCEPTED, Status.True, "Submitted", "It is campaign '" + view.campaignId() + "'.");
        conditions.say(
                Conditions.RUNNING,
                Status.of(!over && !Set.of("paused", "waiting").contains(view.status())),
                over ? "Ended" : Words.camel(view.status()),
                view.status().equals("waiting")
                        ? "No process with the role 'workflow' answers. Start one; the campaign goes on by itself."
                        : "It is " + view.status() + ".");
        conditions.say(
                Conditions.COMPLETE,
                Status.of(over),
                over ? Words.camel(view.status()) : "AtWork",
                over
                        ? "'flipside campaign results " + view.campaignId() + "' gives the table."
                        : "It is not over.");
        return new CampaignState(
                generation,
                Optional.of(view.campaignId()),
                Optional.of(view.rows()),
                view.progress().map(CampaignProgress::ended),
                view.progress().map(progress -> progress.atWork().size()),
                view.progress().map(CampaignProgress::counts),
                conditions.all());
    }

    private UpdateControl<AuditCampaign> told(AuditCampaign campaign, CampaignState before, CampaignState now) {
        if (now.equals(before)) {
            return UpdateControl.noUpdate();
        }
        events.tell(campaign, Conditions.news(before.conditions(), now.conditions()));
        AuditCampaign told = new AuditCampaign();
        told.setMetadata(new ObjectMetaBuilder()
                .withName(campaign.getMetadata().getName())
                .withNamespace(campaign.getMetadata().getNamespace())
                .build());
        told.setStatus(now);
        return UpdateControl.patchStatus(told);
    }

    @Override
    public DeleteControl cleanup(AuditCampaign campaign, Context<AuditCampaign> context) {
        Optional<CampaignView> view = door.find(campaign);
        if (view.isEmpty() || OVER.contains(view.get().status())) {
            return DeleteControl.defaultDelete();
        }
        if (!view.get().status().equals("cancelling")) {
            door.cancel(campaign, view.get());
        }
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(patience.end().toMillis());
    }
}
