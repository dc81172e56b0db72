package io.flipside.http;

import io.flipside.problem.ProblemKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads requests, and ends connections whose requests are not clear or do not get on. A body with both a length and
 * chunks is one thing to us and may be another to a proxy before us; the decoder by itself would drop the length.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
    private final Function<Head, Optional<Refusal>> unroutable;
    private final Patience patience;
    private boolean broken;

    /** @param unroutable why a request cannot be routed; the router itself would answer in its own words */
    RequestDecoder(HttpServerOptions options, Function<Head, Optional<Refusal>> unroutable) {
        super(options);
        this.unroutable = unroutable;
        this.patience = new Patience();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        patience.begin(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        patience.end();
        super.handlerRemoved0(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        patience.end();
        super.channelInactive(context);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        patience.bytes(in.readableBytes() > 0);
        int before = out.size();
        super.decode(context, in, out);
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpObject part) {
                Optional<Refusal> refusal = refusal(part);
                if (refusal.isPresent()) {
                    giveUp(context, refusal.get());
                    out.subList(i, out.size()).clear();
                    return;
                }
                note(part);
            }
        }
    }

    private Optional<Refusal> refusal(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return Optional.of(malformed(part.decoderResult().cause()));
        }
        if (!(part instanceof HttpRequest request)) {
            return Optional.empty();
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return Optional.of(new Refusal(ProblemKind.HTTP_VERSION, "this service speaks HTTP/1.1."));
        }
        return unroutable.apply(new Head(request.method().name(), request.uri(), "http", (MultiMap) request.headers()));
    }

    private void note(HttpObject part) {
        if (part instanceof HttpMessage) {
            patience.head();
        }
        if (part instanceof HttpContent content) {
            patience.body(content.content().readableBytes());
        }
        if (part instanceof LastHttpContent) {
            patience.whole();
        }
    }

    private static Refusal malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(ProblemKind.ADDRESS_TOO_LONG, "the address is too long.");
        }
        if (cause instanceof TooLongFrameException) {
            return new Refusal(ProblemKind.HEADERS_TOO_LONG, "the headers are too long.");
        }
        return new Refusal(ProblemKind.MALFORMED_REQUEST, "the request is not well formed.");
    }

    private void giveUp(ChannelHandlerContext context, Refusal refusal) {
        broken = true;
        patience.end();
        context.writeAndFlush(Unpooled.copiedBuffer(Answers.last(refusal), StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
