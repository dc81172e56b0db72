package io.flipside.audit;

/**
 * Why there is no counterfactual, or no audit.
 *
 * @param code what machines see, such as {@code target-not-reached}
 * @param sentence what people see, with the next step
 */
public record Reason(String code, String sentence) {}
