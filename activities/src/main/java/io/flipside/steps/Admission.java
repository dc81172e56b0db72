package io.flipside.steps;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Refusal;
import io.flipside.clip.Clip;
import io.flipside.explain.DomainCheck;
import io.flipside.explain.Models;
import java.util.Optional;

/** Whether a generator, with the request's adapter if it has one, knows the clip well enough for an audit. */
final class Admission {
    private Admission() {}

    /**
     * What was measured.
     *
     * @throws Refusal {@code adapter-domain} if the adapter breaks the
     *     operator's limit, {@code out-of-domain} if the clip breaks the generator's and the operator has not said anyway
     */
    static DomainFacts known(AuditRequest request, Models models, Clip clip) {
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
