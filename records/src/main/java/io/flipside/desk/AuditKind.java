package io.flipside.desk;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import java.util.Optional;

/**
 * What decides what an audit takes: clip, target and seed do not.
 *
 * @param classifier by its name
 * @param generator by its name
 * @param adapter of the generator
 * @param plan of the search
 */
public record AuditKind(String classifier, String generator, Optional<ArtifactRef> adapter, AuditPlan plan) {
    /** Of a request. */
    public static AuditKind of(AuditRequest request) {
        return new AuditKind(request.classifier(), request.generator(), request.adapter(), request.plan());
    }
}
