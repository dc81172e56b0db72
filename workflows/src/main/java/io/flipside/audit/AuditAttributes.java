package io.flipside.audit;

import io.temporal.common.SearchAttributeKey;

/** Search attributes: what the Temporal UI can list audits by. */
final class AuditAttributes {
    static final SearchAttributeKey<String> AUDIT = SearchAttributeKey.forKeyword("FlipsideAudit");
    static final SearchAttributeKey<String> CLASSIFIER = SearchAttributeKey.forKeyword("FlipsideClassifier");
    static final SearchAttributeKey<String> TARGET_CLASS = SearchAttributeKey.forKeyword("FlipsideTargetClass");
    static final SearchAttributeKey<Long> STAGE = SearchAttributeKey.forLong("FlipsideStage");
    static final SearchAttributeKey<String> VERDICT = SearchAttributeKey.forKeyword("FlipsideVerdict");
    static final SearchAttributeKey<Double> CONFIDENCE = SearchAttributeKey.forDouble("FlipsideConfidence");

    private AuditAttributes() {}
}
