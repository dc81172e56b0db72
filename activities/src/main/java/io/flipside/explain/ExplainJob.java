package io.flipside.explain;

import io.flipside.UserError;
import io.flipside.audit.Policies;
import io.flipside.audit.step.DomainFacts;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.file.Sha256;
import java.time.InstantSource;

/** From a clip on disk to a folder with both clips, the record and the report. */
public final class ExplainJob {
    private final InstantSource clock;

    public ExplainJob(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Runs it. The folder appears when everything in it is written.
     *
     * @throws io.flipside.UserError for bad input of any kind
     */
    public Explanation run(ExplainRequest request, ExplainProgress progress) {
        try (ResultFolder folder = ResultFolder.create(request.out())) {
            progress.step("load models");
            try (Models models = Models.open(request.classifier(), request.generator(), request.adapter())) {
                progress.step("read clip");
                Clip clip = models.preprocess().read(request.clip(), ClipLimits.DEFAULT);
                DomainFacts domain = known(models, clip, request);
                Explanation explanation = new Explainer(models, clock)
                        .explain(clip, request.target(), request.settings(), request.seed(), folder.work(), progress)
                        .with(domain);
                progress.step("write report");
                ResultFiles.write(
                        request,
                        new Inputs(request.clip().toString(), Sha256.of(request.clip()), models.digests()),
                        explanation,
                        folder.work());
                folder.publish();
                return explanation;
            }
        }
    }

    private static DomainFacts known(Models models, Clip clip, ExplainRequest request) {
        models.targetIndex(request.target());
        DomainFacts domain =
                DomainCheck.of(models, clip, request.adapter().map(adapter -> Policies.DEFAULT.adapterErrorLimit()));
        if (domain.isOutside() && !request.anyway()) {
            throw new UserError(DomainCheck.OUT_OF_DOMAIN + ": " + domain.sentence() + " " + DomainCheck.NEXT_STEP);
        }
        return domain;
    }
}
