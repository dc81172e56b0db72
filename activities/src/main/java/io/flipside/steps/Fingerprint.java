package io.flipside.steps;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Provenance;
import io.flipside.file.Sha256;
import io.flipside.method.MethodSettings;
import io.flipside.record.AuditJson;
import java.util.Map;
import java.util.TreeMap;

/** What decides the bits of a search; how long it may run does not. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(AuditRequest request, ClipFacts clip, ModelFacts models) {
        return Sha256.of(AuditJson.bytes(Map.of(
                "clip",
                clip.frames().sha256(),
                "classifier",
                new TreeMap<>(models.classifierSha256()),
                "generator",
                new TreeMap<>(models.generatorSha256()),
                "provenance",
                models.provenance().map(Provenance::text).orElse(""),
                "adapter",
                request.adapter().map(adapter -> adapter.sha256()).orElse(""),
                "target",
                request.targetClass(),
                "seed",
                request.seed(),
                "plan",
                decisive(Plans.settings(request)))));
    }

    private static Map<String, Object> decisive(MethodSettings settings) {
        Map<String, Object> decisive = new TreeMap<>(settings.decisive());
        decisive.put("method", settings.method());
        return decisive;
    }
}
