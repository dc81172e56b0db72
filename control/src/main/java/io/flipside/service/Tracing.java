package io.flipside.service;

import io.flipside.settings.Settings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.opentracingshim.OpenTracingShim;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.opentracing.OpenTracingClientInterceptor;
import io.temporal.opentracing.OpenTracingOptions;
import io.temporal.opentracing.OpenTracingWorkerInterceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * One trace from what asks for an audit through each of its steps, whichever process does them: Temporal carries the
 * trace's name in the headers of its calls. Temporal's SDK knows OpenTracing; a shim makes it OpenTelemetry.
 */
final class Tracing {
    private Tracing() {}

    /** Around calls to Temporal; empty where traces go nowhere. */
    static Optional<WorkflowClientInterceptor> client() {
        return options().map(OpenTracingClientInterceptor::new);
    }

    /** Around workflows and steps. */
    static Optional<WorkerInterceptor> worker() {
        return options().map(OpenTracingWorkerInterceptor::new);
    }

    private static Optional<OpenTracingOptions> options() {
        return Settings.of(ConfigProvider.getConfig(), TelemetryConfig.class)
                .traces()
                .endpoint()
                .map(somewhere -> OpenTracingOptions.newBuilder()
                        .setTracer(OpenTracingShim.createTracerShim(GlobalOpenTelemetry.get()))
                        .build());
    }
}
