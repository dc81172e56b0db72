package io.flipside.steps;

import io.flipside.UserError;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.Refusal;
import io.flipside.classifier.ClassifierCosts;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.cost.MachineRates;
import io.flipside.generator.GeneratorCosts;
import io.flipside.generator.GeneratorFolder;
import io.flipside.method.MethodSettings;
import io.flipside.method.SettingRefused;
import io.flipside.plan.Calibration;
import io.flipside.plan.CostPlan;
import io.flipside.plan.Planner;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What audits take on this worker at most, from configurations and headers alone. May be used by many threads. */
final class Costs {
    static final String OVER_LIMIT = "over-limit";
    static final String UNKNOWN = "cost-unknown";

    private static final Logger LOG = LoggerFactory.getLogger(Costs.class);
    private static final long MOST_BYTES = 1 << 20;

    private final WorkerParts parts;

    Costs(WorkerParts parts) {
        this.parts = parts;
    }

    /**
     * The plan of a request; its clip and its adapter cost nothing that would be known beforehand.
     *
     * @throws Refusal if the plan or the models are none, or nobody knows what the method costs
     * @throws io.flipside.WorkerTrouble if this worker does not have the models
     */
    CostPlan of(AuditRequest request) {
        Path classifier = parts.shelf().classifier(request.classifier());
        Path generator = parts.shelf().generator(request.generator());
        MethodSettings settings = Guard.refusing(
                Prepare.PLAN,
                () -> Plans.settings(
                        request.plan(), request.seed(), parts.compute().graphBudget()));
        GeneratorCosts generatorCosts = Guard.refusing(
                "models", () -> GeneratorFolder.costs(generator, parts.compute().generator()));
        ClassifierCosts classifierCosts =
                Guard.refusing("models", () -> ClassifierFolder.costs(classifier, generatorCosts.clip()));
        Planner planner = new Planner(rates(), Optional.empty(), Optional.empty());
        return Guard.refusing(UNKNOWN, () -> {
            try {
                return planner.plan(generatorCosts, classifierCosts, settings);
            } catch (SettingRefused e) {
                throw new Refusal(Prepare.PLAN, String.valueOf(e.getMessage()));
            }
        });
    }

    /** A file of rates that cannot be read is as good as none: an audit does not wait for it. */
    private Optional<MachineRates> rates() {
        try {
            return Calibration.read(parts.compute().device());
        } catch (UserError e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Holds a request against the operator's limits, if there are any.
     *
     * @throws Refusal {@code over-limit} with the numbers, and whatever {@link #of} throws
     */
    void requireWithinLimits(AuditRequest request) {
        if (!parts.limits().isNone()) {
            require(of(request));
        }
    }

    /**
     * Holds a search against the limits if more was asked of it since it was admitted. What was admitted goes on, also
     * where the operator takes less by now.
     *
     * @param searched the request with the plan as it is now
     * @throws Refusal as above
     */
    void requireNotRaisedOverLimits(String auditId, AuditRequest searched) {
        if (parts.limits().isNone()) {
            return;
        }
        Optional<AuditRequest> admitted = parts.store()
                .find(AuditKeys.request(auditId), MOST_BYTES)
                .map(json -> AuditJson.read(json, AuditRequest.class))
                .filter(request -> !request.plan().equals(searched.plan()));
        if (admitted.isPresent()) {
            CostPlan now = of(searched);
            if (now.operations() > of(admitted.get()).operations()) {
                require(now);
            }
        }
    }

    private void require(CostPlan plan) {
        parts.limits().broken(plan).ifPresent(sentence -> {
            throw new Refusal(OVER_LIMIT, sentence);
        });
    }
}
