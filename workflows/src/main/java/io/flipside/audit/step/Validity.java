package io.flipside.audit.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a verdict, each measured by itself. An audit is {@code flipped} only where the first three hold; the others
 * say how far the flip may be believed.
 *
 * @param flipped the classifier calls the written file the target class
 * @param anchored its first frame is the original's
 * @param inDomain the generator knows the original, by what was measured when the audit was admitted
 * @param near how far the written clip is from the original
 * @param stable whether the classifier still says the target when the written clip is changed as copies of it are
 * @param semantic whether what changed is what the target class means, by a model fitted to flips of which that is known
 * @param kind what the flip is, by whose opinion it changes
 * @param opinions what other classifiers say; empty if none is known
 */
public record Validity(
        VerdictPart flipped,
        VerdictPart anchored,
        VerdictPart inDomain,
        VerdictPart near,
        VerdictPart stable,
        VerdictPart semantic,
        FlipKind kind,
        List<Opinion> opinions) {
    public Validity {
        opinions = List.copyOf(opinions);
    }

    /** All parts by name, in their order. */
    public Map<String, VerdictPart> byName() {
        Map<String, VerdictPart> parts = new LinkedHashMap<>();
        parts.put("flipped", flipped);
        parts.put("anchored", anchored);
        parts.put("inDomain", inDomain);
        parts.put("near", near);
        parts.put("stable", stable);
        parts.put("semantic", semantic);
        return parts;
    }
}
