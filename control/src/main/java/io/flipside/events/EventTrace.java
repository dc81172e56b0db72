package io.flipside.events;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What becomes of a message belongs to the trace that its sender was in, whoever that was. */
final class EventTrace {
    private static final String ROOM = "io.flipside.events";
    /** As Kafka's instrumentation writes it, and as an extension of a CloudEvent in headers. */
    private static final List<String> PREFIXES = List.of("", "ce_");

    private EventTrace() {}

    /** Does the work as a part of the sender's trace, or of a new one if the message names none that can be read. */
    static <T> T within(ConsumerRecord<byte[], byte[]> message, Supplier<T> work) {
        Context sender =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), message.headers(), new InHeaders());
        Span span = GlobalOpenTelemetry.getTracer(ROOM)
                .spanBuilder(message.topic() + " process")
                .setParent(sender)
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.get();
        } finally {
            span.end();
        }
    }

    private static final class InHeaders implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            if (headers == null) {
                return null;
            }
            return PREFIXES.stream()
                    .flatMap(prefix -> Stream.ofNullable(headers.lastHeader(prefix + key)))
                    .flatMap(header -> Stream.ofNullable(header.value()))
                    .map(value -> new String(value, StandardCharsets.US_ASCII))
                    .findFirst()
                    .orElse(null);
        }
    }
}
