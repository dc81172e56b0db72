package io.flipside.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.quarkus.arc.Arc;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Optional;

/**
 * Gives every connection of the HTTP server our {@link RequestDecoder}: neither Quarkus nor Vert.x has a setting for
 * what it refuses. Netty finds this class as a service when {@link #PROPERTY} is {@link #ON}.
 */
public final class Connections extends ChannelInitializerExtension {
    /** System property that switches it on. */
    public static final String PROPERTY = EXTENSIONS_SYSTEM_PROPERTY;

    /** Its value. */
    public static final String ON = "serviceload";

    private static final String DECODER = "httpDecoder";

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new WhenHttp());
    }

    /** By the first bytes the pipeline is complete. */
    private static final class WhenHttp extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            super.channelActive(context);
            replace(context.pipeline());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            replace(context.pipeline());
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }

        private static void replace(ChannelPipeline pipeline) {
            if (pipeline.get(DECODER) instanceof VertxHttpRequestDecoder old && !(old instanceof RequestDecoder)) {
                pipeline.replace(old, DECODER, new RequestDecoder(Listening.options(), WhenHttp::unroutable));
            }
        }

        private static Optional<Refusal> unroutable(Head head) {
            return Arc.container().instance(Border.class).get().guards().unroutable(head);
        }
    }
}
