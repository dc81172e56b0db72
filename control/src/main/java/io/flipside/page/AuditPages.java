package io.flipside.page;

import io.flipside.api.ChoiceTally;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.Evaluation;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditView;
import io.flipside.record.AuditRecord;
import io.flipside.record.ClipAtlas;
import io.flipside.text.ShownText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws up the page of one audit. */
record AuditPages(AuditDesk desk) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    AuditPageModel of(String id) {
        AuditView view = desk.results().show(id);
        Optional<AuditRecord> record =
                view.status().isOpen() ? Optional.empty() : desk.results().record(id);
        Optional<String> original = record.flatMap(AuditRecord::admission).map(AuditRecord.Admission::prediction);
        String target = view.request().map(AuditRequest::targetClass).orElse("?");
        String classifier = view.request().map(AuditRequest::classifier).orElse("?");
        Optional<Evaluation> judged = view.outcome().flatMap(AuditOutcome::judged);
        return new AuditPageModel(
                view.auditId(),
                view.request().map(AuditRequest::clip).map(AuditList::name).orElse("a clip that cannot be read"),
                "What would have had to happen for " + ShownText.of(classifier) + " to say '" + ShownText.of(target)
                        + "'?",
                view.status().isOpen(),
                desk.control().maySteer(id),
                view.status().word().equals("paused"),
                rail(view),
                view.outcome()
                        .map(outcome -> ResultPart.of(outcome, original, target))
                        .orElse(null),
                judged.flatMap(evaluation -> grid(id)).orElse(null),
                stages(view, record),
                facts(view, record),
                tally(id, view),
                original.map(ShownText::of).orElse("?"),
                judged.map(Evaluation::prediction).map(ShownText::of).orElse("?"),
                record.isPresent());
    }

    Rail rail(AuditView view) {
        return Rail.of(
                view, stage -> desk.files().preview(view.auditId(), stage).isPresent());
    }

    private Optional<ClipGrid> grid(String id) {
        return ClipGrid.of(
                desk.files().small(id, ClipAtlas.FILE, ClipGrid.MOST_BYTES),
                (layer, file) -> "/api/audits/" + id + "/files/" + file);
    }

    private @Nullable ChoiceTally tally(String id, AuditView view) {
        boolean changed = view.outcome()
                .filter(outcome -> outcome instanceof AuditOutcome.Flipped || outcome instanceof AuditOutcome.NotValid)
                .isPresent();
        return changed ? ChoiceTally.of(desk.choices().of(id)) : null;
    }

    private static List<AuditPageModel.Stage> stages(AuditView view, Optional<AuditRecord> record) {
        List<AuditPageModel.Stage> stages = new ArrayList<>();
        view.progress()
                .flatMap(AuditProgress::planned)
                .ifPresent(planned -> planned.forEach(
                        stage -> stages.add(new AuditPageModel.Stage(stage.id(), ShownText.of(stage.label())))));
        record.ifPresent(kept -> kept.stages()
                .forEach(stage -> stages.add(new AuditPageModel.Stage(
                        stage.id(), stage.label().map(ShownText::of).orElse("stage " + stage.id())))));
        return stages;
    }

    private List<AuditPageModel.Fact> facts(AuditView view, Optional<AuditRecord> record) {
        List<AuditPageModel.Fact> facts = new ArrayList<>();
        facts.add(new AuditPageModel.Fact("Audit", view.auditId()));
        view.request().ifPresent(request -> {
            facts.add(
                    new AuditPageModel.Fact("Clip", ShownText.of(request.clip().uri())));
            facts.add(new AuditPageModel.Fact("Classifier", ShownText.of(request.classifier())));
            facts.add(new AuditPageModel.Fact("Generator", ShownText.of(request.generator())));
            facts.add(new AuditPageModel.Fact("Asked for", ShownText.of(request.targetClass())));
            facts.add(new AuditPageModel.Fact(
                    "Method", ShownText.of(request.plan().method())));
            facts.add(new AuditPageModel.Fact("Seed", Long.toString(request.seed())));
            request.parent()
                    .ifPresent(parent -> facts.add(new AuditPageModel.Fact(
                            "Runs again", parent.auditId() + " from stage " + parent.fromStage())));
        });
        desk.control()
                .starter(view.auditId())
                .ifPresent(ask -> facts.add(new AuditPageModel.Fact("Asked by", ShownText.of(ask.who()))));
        record.ifPresent(kept -> {
            facts.add(new AuditPageModel.Fact("Updates", Integer.toString(kept.updates())));
            facts.add(new AuditPageModel.Fact("Began", TIME.format(Instant.ofEpochMilli(kept.startedMillis()))));
            facts.add(new AuditPageModel.Fact("Ended", TIME.format(Instant.ofEpochMilli(kept.endedMillis()))));
        });
        return facts;
    }
}
