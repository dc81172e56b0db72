package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.AdmitInput;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Refusal;
import io.flipside.classifier.ClassifierCheck;
import io.flipside.clip.Clip;
import io.flipside.explain.DomainCheck;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import java.util.List;
import java.util.Optional;

/** Holds the plan against the operator's limits, loads and checks models and adapter, and classifies the original. */
final class Admit extends Step<AdmitInput, ModelFacts> {
    static final String NAME = "admit";

    private final Workbench bench;

    Admit(Workbench bench) {
        super(NAME, ModelFacts.class);
        this.bench = bench;
    }

    @Override
    ModelFacts run(AdmitInput input, StepContext context) {
        // before anything is loaded: what is too large may be too large to load
        bench.costs().requireWithinLimits(input.request());
        return bench.withModels(NAME, input, loaded -> admitted(input, loaded.models()));
    }

    private ModelFacts admitted(AdmitInput input, Models models) {
        AuditRequest request = input.request();
        if (!models.classifier().classes().contains(request.targetClass())) {
            throw new Refusal(
                    "class-unknown",
                    "The classifier has no class '" + request.targetClass() + "'. Its classes are "
                            + String.join(", ", models.classifier().classes()) + ".");
        }
        Clip clip = bench.clip(input.clip().frames());
        List<String> notes = Guard.refusing("classifier", () -> checked(models, clip));
        DomainFacts domain = known(request, models, clip);
        Prediction before = Prediction.of(models.classifier(), clip, models.manager());
        if (before.label().equals(request.targetClass())) {
            throw new Refusal(
                    "target-is-prediction",
                    "The classifier already calls this clip '" + before.label() + "'. Choose another target.");
        }
        return new ModelFacts(
                models.digests().classifier(),
                models.digests().generator(),
                request.adapter().map(adapter -> domain.figures().get("flowError")),
                before.label(),
                before.probability(before.label()),
                before.probability(request.targetClass()),
                Optional.of(bench.provenance()),
                Optional.of(domain),
                notes);
    }

    private static List<String> checked(Models models, Clip clip) {
        try (NDManager scope = models.manager().newSubManager()) {
            return ClassifierCheck.check(models.classifier(), Prediction.toArray(clip, scope));
        }
    }

    /**
     * Whether the generator, with the request's adapter if it has one, knows the clip well enough.
     *
     * @throws Refusal {@code adapter-domain} if the adapter breaks the
     *     operator's limit, {@code out-of-domain} if the clip breaks the generator's and the operator has not said anyway
     */
    private static DomainFacts known(AuditRequest request, Models models, Clip clip) {
        double limit = request.policies().adapterErrorLimit();
        Optional<Double> adapterLimit = request.adapter().map(adapter -> limit);
        DomainFacts domain = DomainCheck.of(models, clip, adapterLimit);
        double error = domain.figures().getOrDefault("flowError", Double.NaN);
        if (request.adapter().isPresent() && !(error <= limit)) {
            throw new Refusal(
                    "adapter-domain",
                    "With the adapter the generator does not know this clip: flow-matching error " + error + ", limit "
                            + limit + ". Use an adapter trained on such clips, or raise policies.adapterErrorLimit.");
        }
        if (domain.isOutside() && !request.policies().anyway()) {
            throw new Refusal(DomainCheck.OUT_OF_DOMAIN, domain.sentence() + " " + DomainCheck.NEXT_STEP);
        }
        return domain;
    }
}
