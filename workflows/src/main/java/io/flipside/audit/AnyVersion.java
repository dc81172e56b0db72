package io.flipside.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Reads a request of this version or of a former one, wherever it lies: in a store, a record or a history. */
final class AnyVersion extends StdConverter<ObjectNode, AuditRequest> {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(AuditRequest.class, ThisVersion.class)
            .build();

    /** Without it, this class would be asked again. */
    @JsonDeserialize
    private interface ThisVersion {}

    @Override
    public AuditRequest convert(ObjectNode json) {
        return MAPPER.convertValue(FormerRequest.upgraded(json), AuditRequest.class);
    }
}
