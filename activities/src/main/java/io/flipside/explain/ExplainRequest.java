package io.flipside.explain;

import io.flipside.audit.plan.AuditPlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to explain.
 *
 * @param clip video file
 * @param target name of the target class
 * @param classifier folder of the classifier under audit
 * @param generator folder of the image-to-video model
 * @param adapter LoRA file for the generator's transformer
 * @param plan how to search, and what the operator decides
 * @param seed of the initial noise
 * @param out folder of the result: new or empty
 */
public record ExplainRequest(
        Path clip,
        String target,
        Path classifier,
        Path generator,
        Optional<Path> adapter,
        AuditPlan plan,
        long seed,
        Path out) {}
