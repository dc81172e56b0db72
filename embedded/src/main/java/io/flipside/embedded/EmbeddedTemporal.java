package io.flipside.embedded;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's in-memory service. It forgets everything when it ends; unfinished audits are found again in the object
 * store. Its own server listens to the whole network, so its services are put on one that does not.
 */
public final class EmbeddedTemporal implements AutoCloseable {
    /** Search attributes of audits by name. */
    public static final Map<String, IndexedValueType> SEARCH_ATTRIBUTES = Map.of(
            "FlipsideAudit", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "FlipsideClassifier", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "FlipsideTargetClass", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "FlipsideStage", IndexedValueType.INDEXED_VALUE_TYPE_INT,
            "FlipsideVerdict", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "FlipsideConfidence", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);

    private static final String NAMESPACE = "default";

    private final TestServicesStarter services;
    private final Server server;

    private EmbeddedTemporal(TestServicesStarter services, Server server) {
        this.services = services;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedTemporal start(int port) {
        TestServicesStarter services = new TestServicesStarter(true, 0); // true: its clock is the real one
        Collection<BindableService> all = services.getServices();
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        LateCancels lateCancels = new LateCancels(new OpenActivities(services.getWorkflowService()));
        GRPCServerHelper.registerServicesAndHealthChecks(all, builder, List.of(lateCancels));
        try {
            EmbeddedTemporal temporal =
                    new EmbeddedTemporal(services, builder.build().start());
            temporal.registerSearchAttributes();
            return temporal;
        } catch (IOException e) {
            services.close();
            throw new UncheckedIOException("starting Temporal on port " + port, e);
        }
    }

    private void registerSearchAttributes() {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        try {
            OperatorServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .putAllSearchAttributes(SEARCH_ATTRIBUTES)
                            .build());
        } finally {
            channel.shutdownNow();
        }
    }

    /** {@code host:port}. */
    public String target() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
    }
}
