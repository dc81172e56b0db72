package io.flipside.audit.step;

/**
 * What an audit is computed with, beside its models: on another kind of these the bits may differ.
 *
 * @param engine name and version, such as {@code PyTorch 2.7.1}
 * @param device its kind, such as {@code cpu avx2} or {@code gpu}
 * @param code digest of the method's own code
 */
public record Provenance(String engine, String device, String code) {
    /** For people. */
    public String text() {
        return engine + " on " + device + ", code " + code;
    }
}
