package io.flipside.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message's work belongs to its sender's trace. */
class EventTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @BeforeEach
    void start() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build());
    }

    @AfterEach
    void stop() {
        GlobalOpenTelemetry.resetForTest();
    }

    private SpanData taken(String header, String value) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>("requests", 0, 0, new byte[0], new byte[0]);
        message.headers().add(header, value.getBytes(StandardCharsets.US_ASCII));
        boolean current =
                EventTrace.within(message, () -> Span.current().getSpanContext().isValid());
        assertThat(current).isTrue();
        return spans.getFinishedSpanItems().get(0);
    }

    @Test
    void aHeaderOfKafkasInstrumentationNamesIt() {
        assertThat(taken("traceparent", PARENT).getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void soDoesAnExtensionOfACloudEvent() {
        assertThat(taken("ce_traceparent", PARENT).getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void whatCannotBeReadBeginsATraceOfItsOwn() {
        SpanData span = taken("traceparent", "nonsense\u0000");
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.getName()).isEqualTo("requests process");
    }
}
