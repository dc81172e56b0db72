package io.flipside.report;

import io.flipside.findings.Findings;

/**
 * What the counterfactuals of one method say together.
 *
 * @param method its name
 * @param findings of them; of several answers to one question the nearest counts
 * @param leftOut questions without a counterfactual, or whose clips cannot be read
 */
public record MethodFindings(String method, Findings findings, int leftOut) {}
