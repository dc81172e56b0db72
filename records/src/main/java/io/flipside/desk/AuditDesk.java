package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.SealInput;
import io.flipside.file.Sha256;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.StageLog;
import io.flipside.record.StageLogs;
import io.flipside.record.Unreadable;
import io.flipside.record.UpdateLine;
import io.flipside.store.ObjectStore;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people and machines can ask about audits; the same behind every door. */
public final class AuditDesk {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final long MOST_RECORD_BYTES = 4 << 20;

    private final WorkflowClient client;
    private final ObjectStore store;
    private final AuditStarter starter;
    private final Uploads uploads;

    /** @param uploads where clips and adapters are taken in */
    public AuditDesk(WorkflowClient client, ObjectStore store, AuditStarter starter, Uploads uploads) {
        this.client = client;
        this.store = store;
        this.starter = starter;
        this.uploads = uploads;
    }

    /** Keeps a clip or adapter under the hash of its bytes. */
    public ArtifactRef upload(byte[] bytes, String name, String mediaType) {
        return store.putIfAbsent("inputs/" + Sha256.of(bytes) + extension(name), bytes, mediaType)
                .ref();
    }

    /**
     * Keeps a clip or adapter under the hash of its bytes, as they come in.
     *
     * @throws IOException if they do not come to an end
     */
    public ArtifactRef upload(InputStream in, String name, String mediaType) throws IOException {
        return uploads.take(in, extension(name), mediaType);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && name.substring(dot).matches("\\.[A-Za-z0-9]{1,10}") ? name.substring(dot) : "";
    }

    /**
     * Starts an audit.
     *
     * @param key the same key is the same audit
     * @throws io.flipside.desk.RequestConflict if the key was used for another request
     */
    public String submit(AuditRequest request, String key) {
        String auditId = AuditIds.of("/flipside/api", key);
        starter.start(auditId, request);
        return auditId;
    }

    /** Starts an audit that takes over the stages of another before one. */
    public String rerun(String auditId, int fromStage, String key) {
        AuditRequest r = request(auditId).orElseThrow(() -> new NoSuchAudit(auditId));
        return submit(
                new AuditRequest(
                        r.clip(),
                        r.classifier(),
                        r.generator(),
                        r.adapter(),
                        r.targetClass(),
                        r.search(),
                        r.seed(),
                        r.policies(),
                        Optional.of(new ParentAudit(auditId, fromStage))),
                key);
    }

    /**
     * The next audits by id.
     *
     * @param after only audits behind this id; empty for the first page
     * @param limit most of them; fewer means that there are no more
     */
    public List<AuditLine> list(String after, int limit) {
        return new AuditIndex(store)
                .page(after.isEmpty() ? after : checked(after), limit).stream()
                        .map(entry -> new AuditLine(entry.auditId(), entry.status()))
                        .toList();
    }

    /** All audits, by id. */
    public List<AuditLine> list() {
        List<AuditLine> all = new ArrayList<>(list("", AuditLine.PAGE));
        int last = all.size();
        while (last == AuditLine.PAGE) {
            List<AuditLine> page = list(all.get(all.size() - 1).auditId(), AuditLine.PAGE);
            all.addAll(page);
            last = page.size();
        }
        return all;
    }

    /** One audit. */
    public AuditView show(String auditId) {
        Optional<AuditRequest> request = request(checked(auditId));
        if (store.stat(AuditKeys.done(auditId)).isPresent()) {
            Optional<AuditOutcome> outcome =
                    read(AuditKeys.record(auditId), SealInput.class).map(SealInput::outcome);
            String status = outcome.map(AuditOutcome::verdict)
                    .or(() -> read(AuditKeys.done(auditId), AuditEvent.class).map(AuditEvent::type))
                    .orElse(AuditIndex.UNREADABLE);
            return AuditView.ended(auditId, status, request, outcome);
        }
        try {
            PendingStep step = PendingStep.of(stub(auditId));
            try {
                AuditProgress progress = stub(auditId).query("progress", AuditProgress.class);
                return AuditView.atWork(auditId, request, progress, step);
            } catch (WorkflowServiceException e) {
                if (noWorkerAnswers(e)) {
                    return AuditView.waiting(auditId, request, step);
                }
                throw e;
            }
        } catch (WorkflowNotFoundException e) {
            if (request.isEmpty() && store.stat(AuditKeys.request(auditId)).isPresent()) {
                return AuditView.ended(auditId, AuditIndex.UNREADABLE, request, Optional.empty());
            }
            throw new NoSuchAudit(auditId);
        }
    }

    // it is a workflow's own code that answers a query: without a worker the server refuses, or waits in vain
    private static boolean noWorkerAnswers(WorkflowServiceException e) {
        return e.getCause() instanceof StatusRuntimeException status
                && (status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION
                        || status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED);
    }

    /** A file of an audit's result. */
    public Optional<ArtifactRef> file(String auditId, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}")) {
            return Optional.empty();
        }
        return store.stat(AuditKeys.file(checked(auditId), name));
    }

    /** Copies a file out; one that is damaged in the store never comes out whole. */
    public void copy(ArtifactRef file, OutputStream out) {
        store.copy(file, out);
    }

    /** Every update of the finished stages of an audit, first to last. */
    public List<UpdateLine> lossCurve(String auditId) {
        if (store.stat(AuditKeys.request(checked(auditId))).isEmpty()) {
            throw new NoSuchAudit(auditId);
        }
        return stages(auditId).stream()
                .flatMap(log -> log.updates().stream())
                .sorted(Comparator.comparingInt(UpdateLine::stage).thenComparingInt(UpdateLine::iteration))
                .toList();
    }

    /** What the stages of an audit did that ended, and how long it took, first to last. */
    public List<StageLog> stages(String auditId) {
        return StageLogs.of(store, checked(auditId));
    }

    /** Holds the search after its current update. */
    public AuditProgress pause(String auditId) {
        return update(auditId, "pause");
    }

    /** Goes on. */
    public AuditProgress resume(String auditId) {
        return update(auditId, "resume");
    }

    /** Ends the search and judges the best state so far. */
    public AuditProgress stop(String auditId) {
        return update(auditId, "stopEarly");
    }

    /** Changes how much the search may still do. */
    public AuditProgress changeBudget(String auditId, Budget budget) {
        return update(auditId, "changeBudget", budget);
    }

    /** Ends the audit. */
    public void cancel(String auditId, String reason) {
        try {
            stub(auditId).signal("cancel", reason);
        } catch (WorkflowNotFoundException e) {
            throw over(auditId);
        }
    }

    private AuditProgress update(String auditId, String name, Object... arguments) {
        try {
            return stub(auditId).update(name, AuditProgress.class, arguments);
        } catch (WorkflowUpdateException e) {
            Throwable cause = e.getCause();
            String message = cause instanceof io.temporal.failure.ApplicationFailure failure
                    ? failure.getOriginalMessage()
                    : String.valueOf(e.getMessage());
            throw new NotNow(message);
        } catch (WorkflowNotFoundException e) {
            throw over(auditId);
        } catch (WorkflowServiceException e) {
            if (String.valueOf(e.getCause()).contains("already completed")) {
                throw over(auditId);
            }
            throw e;
        }
    }

    private UserError over(String auditId) {
        return store.stat(AuditKeys.request(auditId)).isPresent()
                ? new NotNow("audit '" + auditId + "' is over.")
                : new NoSuchAudit(auditId);
    }

    private Optional<AuditRequest> request(String auditId) {
        return read(AuditKeys.request(checked(auditId)), AuditRequest.class);
    }

    /** Empty if it is not there, or damaged. */
    private <T> Optional<T> read(String key, Class<T> type) {
        try {
            return store.find(key, MOST_RECORD_BYTES).map(json -> AuditJson.read(json, type));
        } catch (RuntimeException e) {
            if (Unreadable.is(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private WorkflowStub stub(String auditId) {
        return client.newUntypedWorkflowStub(checked(auditId));
    }

    private static String checked(String auditId) {
        if (!ID.matcher(auditId).matches()) {
            throw new NoSuchAudit(auditId.length() > 100 ? auditId.substring(0, 100) : auditId);
        }
        return auditId;
    }
}
