package io.flipside.explain;

import io.flipside.audit.Reason;
import io.flipside.audit.step.DomainFacts;
import io.flipside.clip.Clip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A written clip that may be a counterfactual, and how it came about.
 *
 * @param original as the generator sees it
 * @param target class that was asked for
 * @param folder where {@link Rendered} has written both files
 * @param inMemory target probability before writing
 * @param stages of the search
 * @param failure why the search ended early, if something was wrong
 * @param domain whether the generator knows the original, as measured when the audit was admitted
 */
public record Candidate(
        Clip original,
        String target,
        Path folder,
        double inMemory,
        List<SearchedStage> stages,
        Optional<Reason> failure,
        Optional<DomainFacts> domain) {
    public Candidate {
        stages = List.copyOf(stages);
    }
}
