package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.caller.Caller;
import java.util.List;
import java.util.function.Supplier;

/** Refuses requests for models that are not there, where all the models there are can be seen. */
public final class ShelfCheck implements AuditStarter {
    private final AuditStarter starter;
    private final Supplier<List<String>> classifiers;
    private final List<String> generators;

    /**
     * @param classifiers names of those that are there now
     * @param generators whose queues are served
     */
    public ShelfCheck(AuditStarter starter, Supplier<List<String>> classifiers, List<String> generators) {
        this.starter = starter;
        this.classifiers = classifiers;
        this.generators = List.copyOf(generators);
    }

    @Override
    public Started start(String auditId, AuditRequest request) {
        there(request);
        return starter.start(auditId, request);
    }

    @Override
    public AuditStarter by(Caller caller) {
        return new ShelfCheck(starter.by(caller), classifiers, generators);
    }

    @Override
    public void check(AuditRequest request) {
        there(request);
        starter.check(request);
    }

    private void there(AuditRequest request) {
        require("classifier", request.classifier(), classifiers.get());
        require("generator", request.generator(), generators);
    }

    private static void require(String field, String name, List<String> there) {
        if (!there.contains(name)) {
            throw new InvalidRequest(
                    field,
                    "is '" + name + "', which this service does not have. It has " + String.join(", ", there) + ".");
        }
    }
}
