package io.flipside.audit;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/** Keeps big things out of Temporal's history: what is larger belongs into the object store, and its name here. */
public final class PayloadLimit implements PayloadCodec {
    /** Largest single value in bytes. */
    public static final int BYTES = 64 * 1024;

    private PayloadLimit() {}

    /** The converter that every client and worker of Flipside uses. */
    public static DataConverter converter() {
        ObjectMapper mapper = JacksonJsonPayloadConverter.newDefaultObjectMapper();
        // it cannot read a name back that it has written with an escaped surrogate pair, such as a file's emoji
        mapper.getFactory().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature());
        return new CodecDataConverter(
                DefaultDataConverter.newDefaultInstance()
                        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(mapper)),
                List.of(new PayloadLimit()),
                false);
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        for (Payload payload : payloads) {
            if (payload.getData().size() > BYTES) {
                throw new PayloadTooLarge(payload.getData().size());
            }
        }
        return payloads;
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads;
    }
}
