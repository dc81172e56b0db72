package io.flipside.service;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.events.AuditStarter;
import io.flipside.steps.ModelShelf;
import java.util.List;

/** Refuses requests for models that are not there, where all the models there are can be seen. */
final class ShelfCheck implements AuditStarter {
    private final AuditStarter starter;
    private final ModelShelf shelf;
    private final List<String> generators;

    /** @param generators whose queues are served */
    ShelfCheck(AuditStarter starter, ModelShelf shelf, List<String> generators) {
        this.starter = starter;
        this.shelf = shelf;
        this.generators = List.copyOf(generators);
    }

    @Override
    public Started start(String auditId, AuditRequest request) {
        require("classifier", request.classifier(), shelf.classifiers());
        require("generator", request.generator(), generators);
        return starter.start(auditId, request);
    }

    private static void require(String field, String name, List<String> there) {
        if (!there.contains(name)) {
            throw new InvalidRequest(
                    field,
                    "is '" + name + "', which this service does not have. It has " + String.join(", ", there) + ".");
        }
    }
}
