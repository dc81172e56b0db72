package io.flipside.audit;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/** Keeps big things out of Temporal's history: what is larger belongs into the object store, and its name here. */
public final class PayloadLimit implements PayloadCodec {
    /** Largest single value in bytes. */
    public static final int BYTES = 64 * 1024;

    private PayloadLimit() {}

    /** The converter that every client and worker of Flipside uses. */
    public static DataConverter converter() {
        return new CodecDataConverter(DefaultDataConverter.newDefaultInstance(), List.of(new PayloadLimit()), false);
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
