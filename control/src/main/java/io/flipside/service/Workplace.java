package io.flipside.service;

import io.flipside.record.EventSink;
import io.flipside.store.ObjectStore;
import io.temporal.client.WorkflowClient;

/**
 * What a process gives its workers.
 *
 * @param settings of the process
 * @param store of artifacts
 * @param client to tell audits of trouble
 * @param events where events are told
 */
public record Workplace(ServiceSettings settings, ObjectStore store, WorkflowClient client, EventSink events) {}
