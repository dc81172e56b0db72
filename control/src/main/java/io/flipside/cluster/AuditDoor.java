package io.flipside.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.caller.Caller;
import io.flipside.cluster.resource.Audit;
import io.flipside.cluster.resource.AuditFields;
import io.flipside.desk.AuditControl;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditIds;
import io.flipside.desk.AuditStarter;
import io.flipside.desk.AuditView;
import io.flipside.desk.NoSuchAudit;
import io.flipside.desk.NotNow;
import io.flipside.desk.RequestConflict;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditStatus;
import io.flipside.request.RequestReader;
import io.flipside.store.StoreRefused;
import io.flipside.store.StoreUnavailable;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the desk for what an object says. Asking twice is asking once: an audit's id follows from its object. */
final class AuditDoor {
    private static final String ASKED_OTHERWISE =
            " What an Audit asks never changes: delete it and create it anew with what is right.";

    private final AuditDesk desk;
    private final AuditStarter starter;
    private final HeldFiles files;

    AuditDoor(AuditDesk desk, AuditStarter starter, HeldFiles files) {
        this.desk = desk;
        this.starter = starter;
        this.files = files;
    }

    /** Of an object; one that is made anew under an old name is another. */
    static String id(Audit audit) {
        return AuditIds.of(
                "/flipside/cluster/" + audit.getMetadata().getNamespace(),
                audit.getMetadata().getName() + "/" + audit.getMetadata().getUid());
    }

    // who may change the object is the cluster's to say: for us it is the object that asks
    private static Caller caller(Audit audit) {
        return ClusterCaller.of(audit.getMetadata());
    }

    /** The audit, which is started if there is none. */
    AuditView started(Audit audit) {
        String id = id(audit);
        return find(id).orElseGet(() -> {
            AuditRequest request = request(audit);
            try {
                starter.by(caller(audit)).start(id, request);
            } catch (RequestConflict e) {
                // a file that is named by its address alone is another than when it was asked for first
                return find(id).orElseThrow(() ->
                        Refused.forGood("Changed", "a file that it names was replaced." + ASKED_OTHERWISE));
            } catch (InvalidRequest e) {
                throw invalid(e);
            } catch (StoreRefused e) {
                throw e; // a setting of ours
            } catch (UserError e) {
                throw Refused.forGood("Refused", e.getMessage() + ASKED_OTHERWISE);
            }
            return find(id).orElseThrow(() -> new NoSuchAudit(id));
        });
    }

    /** The audit, if there is one. */
    Optional<AuditView> find(String id) {
        try {
            return Optional.of(desk.results().show(id));
        } catch (NoSuchAudit e) {
            return Optional.empty();
        }
    }

    /** Address of the sealed record of an audit that is over. */
    Optional<String> record(AuditView view) {
        return view.status().isOpen()
                ? Optional.empty()
                : desk.files().file(view.auditId(), AuditKeys.RECORD).map(ArtifactRef::uri);
    }

    private AuditRequest request(Audit audit) {
        ObjectNode spec = audit.getSpec().deepCopy();
        spec.remove(AuditFields.PAUSED);
        try {
            files.complete(spec, "clip", audit.getMetadata().getNamespace());
            files.complete(spec, "adapter", audit.getMetadata().getNamespace());
            return RequestReader.read(spec.toString().getBytes(StandardCharsets.UTF_8));
        } catch (InvalidRequest e) {
            throw invalid(e);
        }
    }

    private static Refused invalid(InvalidRequest e) {
        return Refused.forGood("InvalidField", "spec: " + e.getMessage() + ASKED_OTHERWISE);
    }

    /**
     * Holds an audit or lets it go on, as its spec says; one that says neither is left to people at other doors.
     *
     * @return what could not be done now
     */
    Optional<String> steer(Audit audit, AuditView view) {
        if (!audit.getSpec().hasNonNull(AuditFields.PAUSED) || !view.status().isOpen()) {
            return Optional.empty();
        }
        boolean pause = audit.getSpec().get(AuditFields.PAUSED).asBoolean();
        boolean paused = view.status() == AuditStatus.PAUSED;
        if (pause == paused || view.status() == AuditStatus.WAITING) {
            return Optional.empty();
        }
        try {
            AuditControl control = desk.by(caller(audit)).control();
            if (pause) {
                control.pause(view.auditId());
            } else {
                control.resume(view.auditId());
            }
            return Optional.empty();
        } catch (NotNow e) {
            return Optional.of("It cannot be " + (pause ? "held" : "let go on") + " now: " + e.getMessage()
                    + " It is tried again.");
        }
    }

    /** Ends an audit that runs; its record says why. */
    void cancel(Audit audit, String id) {
        try {
            desk.by(caller(audit))
                    .control()
                    .cancel(
                            id,
                            "Audit '" + audit.getMetadata().getNamespace() + "/"
                                    + audit.getMetadata().getName() + "' was deleted from the cluster");
        } catch (NotNow | NoSuchAudit e) {
            // it is over
        }
    }

    /** Whether a service behind the desk is away, so that to look again is all there is to do. */
    static boolean isOutage(RuntimeException e) {
        return e instanceof StoreUnavailable
                || e instanceof StoreRefused
                || e instanceof WorkflowServiceException
                || e instanceof StatusRuntimeException;
    }
}
