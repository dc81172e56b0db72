package io.flipside.campaign.record;

import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Validity;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.AuditStatus;
import io.flipside.record.Unreadable;
import io.flipside.store.ObjectStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What came of a campaign's rows: read from their audits once, and kept with the campaign. */
public final class RowResults {
    private static final long MOST_BYTES = 4 << 20;
    private static final double MILLIS = 1000;
    private static final String STRIP = "strip.png";

    private final ObjectStore store;

    public RowResults(ObjectStore store) {
        this.store = store;
    }

    /** What is kept of a row; empty if it has not ended, or what is kept is damaged. */
    public Optional<RowResult> find(String campaign, int row) {
        return read(CampaignKeys.row(campaign, row), json -> AuditJson.readKnown(json, RowResult.class));
    }

    /** Keeps what came of a row's audit, if it has ended. */
    public Optional<RowResult> settle(String campaign, int number, ManifestRow row) {
        Optional<RowResult> known = find(campaign, number);
        return known.or(() -> ended(number, row.auditId()).map(result -> keep(campaign, result)));
    }

    /** Keeps that a row ended without an audit that could tell how. */
    public RowResult keep(String campaign, int number, ManifestRow row, Verdict verdict, Reason reason) {
        return keep(campaign, RowResult.of(number, row.auditId(), verdict.word(), Optional.of(reason)));
    }

    private RowResult keep(String campaign, RowResult result) {
        store.put(CampaignKeys.row(campaign, result.row()), AuditJson.bytes(result), "application/json");
        return result;
    }

    private Optional<RowResult> ended(int number, String audit) {
        if (store.stat(AuditKeys.done(audit)).isEmpty()) {
            return Optional.empty();
        }
        return read(AuditKeys.record(audit), AuditRecords::read)
                .map(record -> of(number, record))
                .or(() -> Optional.of(unreadable(number, audit)));
    }

    private RowResult unreadable(int number, String audit) {
        String word = read(AuditKeys.done(audit), json -> AuditJson.readKnown(json, AuditEvent.class))
                .map(last -> String.valueOf(last.data().getOrDefault("verdict", last.type())))
                .orElse(AuditStatus.UNREADABLE.word());
        Reason reason = new Reason("record", "The audit's record cannot be read.");
        return RowResult.of(number, audit, word, Optional.of(reason));
    }

    /** What a record says, as a row of that number. */
    public static RowResult of(int number, AuditRecord record) {
        Optional<Evaluation> judged = record.evaluation();
        Map<String, Double> figures = new TreeMap<>();
        judged.map(Evaluation::metrics)
                .map(Measurement::figures)
                .orElse(Map.<String, Figure>of())
                .forEach((name, figure) -> figures.put(name, figure.value()));
        return new RowResult(
                number,
                record.auditId(),
                record.outcome().verdict().word(),
                record.outcome().why(),
                record.admission().map(AuditRecord.Admission::prediction),
                judged.map(Evaluation::prediction),
                judged.map(Evaluation::targetProbability),
                figures,
                Optional.of(record.updates()),
                Optional.of((record.endedMillis() - record.startedMillis()) / MILLIS),
                judged.filter(evaluation -> evaluation.files().containsKey(STRIP))
                        .isPresent(),
                judged.flatMap(Evaluation::validity).map(RowResults::parts));
    }

    private static Map<String, String> parts(Validity validity) {
        Map<String, String> parts = new TreeMap<>();
        validity.byName()
                .forEach((name, part) -> parts.put(name, part.state().name().toLowerCase(Locale.ROOT)));
        return parts;
    }

    private <T> Optional<T> read(String key, Function<byte[], T> reading) {
        return Unreadable.orEmpty(() -> store.find(key, MOST_BYTES).map(reading));
    }
}
