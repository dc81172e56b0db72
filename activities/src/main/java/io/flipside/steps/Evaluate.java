package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.clip.Clip;
import io.flipside.explain.Candidate;
import io.flipside.explain.Explanation;
import io.flipside.explain.Judge;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.explain.Rendered;
import io.flipside.explain.ResultFiles;
import io.flipside.explain.ResultSource;
import io.flipside.explain.SearchedStage;
import io.flipside.file.ScratchFolder;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchMethods;
import io.flipside.record.AuditKeys;
import io.flipside.record.StageLog;
import io.flipside.record.StageLogs;
import io.flipside.store.MediaType;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the written counterfactual again, judges it and draws up the result. */
final class Evaluate extends Step<EvaluateInput, Evaluation> {
    static final String NAME = "evaluate";

    private final Workbench bench;
    private final ObjectStore store;

    Evaluate(Workbench bench) {
        super(NAME, Evaluation.class);
        this.bench = bench;
        this.store = bench.store();
    }

    @Override
    Evaluation run(EvaluateInput input, StepContext context) {
        return bench.withModels(NAME, input, loaded -> judged(input, loaded.models()));
    }

    private Evaluation judged(EvaluateInput input, Models models) {
        return ScratchFolder.using(scratch -> {
            Path folder = folder(scratch);
            bring(input.rendering().evidence(), folder, Rendered.EVIDENCE);
            bring(input.rendering().shareable(), folder, Rendered.SHAREABLE);
            AuditRequest request = input.request();
            Clip original = bench.clip(input.clip().frames());
            MethodSettings settings = bench.settings(request, input.lastStage());
            List<SearchedStage> stages = StageLogs.of(store, input.auditId()).stream()
                    .map(log -> stage(log, settings))
                    .toList();
            Explanation explanation = new Judge(models, bench.metricWeights())
                    .judge(new Candidate(
                            original,
                            request.targetClass(),
                            folder,
                            input.rendering().targetProbability(),
                            stages,
                            input.failure(),
                            input.models().domain()));
            ResultFiles.write(
                    new ResultSource(input.auditId(), request, settings, models.digests()), explanation, folder);
            return evaluation(input, explanation, upload(input.auditId(), folder));
        });
    }

    private static Evaluation evaluation(EvaluateInput input, Explanation e, Map<String, ArtifactRef> files) {
        Prediction after = e.after();
        return new Evaluation(
                after.label(),
                after.probability(after.label()),
                after.probability(input.request().targetClass()),
                e.shareable().label(),
                e.metrics(),
                input.rendering().evidence().sha256(),
                e.notFlipped(),
                e.notValid(),
                Optional.of(e.validity()),
                files);
    }

    private static SearchedStage stage(StageLog log, MethodSettings settings) {
        String label = log.label().orElseGet(() -> StageLabels.of(SearchMethods.stages(settings), log.stage()));
        return new SearchedStage(log.stage(), label, Updates.reports(log.updates()), log.seconds());
    }

    private Map<String, ArtifactRef> upload(String auditId, Path folder) {
        Map<String, ArtifactRef> files = new TreeMap<>();
        try (var written = Files.list(folder)) {
            for (Path file : written.sorted().toList()) {
                String name = file.getFileName().toString();
                files.put(name, store.put(AuditKeys.file(auditId, name), file, MediaType.ofName(name)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + folder, e);
        }
    }

    private void bring(ArtifactRef ref, Path folder, String name) {
        Path fetched = store.fetch(ref, folder);
        try {
            Files.move(fetched, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("moving " + name, e);
        }
    }

    private static Path folder(Path scratch) {
        try {
            return Files.createDirectories(scratch.resolve("result"));
        } catch (IOException e) {
            throw new UncheckedIOException("making a result folder", e);
        }
    }
}
