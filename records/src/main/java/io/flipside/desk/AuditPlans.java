package io.flipside.desk;

import io.flipside.audit.AuditRequest;

/** Says what audits would take, without starting them. */
public interface AuditPlans {
    /**
     * What an audit would take at most on a worker that has its generator. The clip is not read.
     *
     * @return the plan as JSON, the same as {@code flipside plan --json} prints
     * @throws io.flipside.audit.InvalidRequest if no audit could be started with this request
     * @throws io.flipside.UserError with what the worker says against it
     * @throws NoWorker if none answers
     */
    String plan(AuditRequest request);
}
