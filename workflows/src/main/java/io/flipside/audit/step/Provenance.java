package io.flipside.audit.step;

import java.util.Optional;

/**
 * What an audit is computed with, beside its models: on another kind of these the bits may differ.
 *
 * @param engine name and version, such as {@code PyTorch 2.7.1}
 * @param device its kind, such as {@code cpu avx2} or {@code gpu}
 * @param code digest of the method's own code
 * @param precision of the generator's networks; absent if everything is computed in float32
 */
public record Provenance(String engine, String device, String code, Optional<String> precision) {
    /** For people. */
    public String text() {
        return engine + " on " + device + ", code " + code
                + precision.map(types -> ", " + types).orElse("");
    }
}
