package com.metricai.ingest.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/**
 * Lets HTTP/2 clients in far enough to be answered. Only those that begin with HTTP/2: an upgrade from HTTP/1.1 is
 * ignored, because Netty would buffer the whole body of such a request before anybody has looked at its token.
 */
final class Http2Handling implements NettyServerCustomizer {
    private static final ByteBuf PREFACE =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("PRI * HTTP/2", StandardCharsets.US_ASCII));

    private final GrpcHint hint;

    Http2Handling(GrpcHint hint) {
        this.hint = hint;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
                .doOnChannelInit(
                        (observer, channel, address) -> channel.pipeline().addFirst(new FirstBytes(hint)));
    }

    private static final class FirstBytes extends ChannelInboundHandlerAdapter {
        private final GrpcHint hint;

        FirstBytes(GrpcHint hint) {
            this.hint = hint;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof ByteBuf bytes) {
                if (startsWithPreface(bytes)) {
                    hint.log("HTTP/2");
                } else if (context.pipeline().get(HttpServerUpgradeHandler.class) != null) {
                    context.pipeline().remove(HttpServerUpgradeHandler.class);
                }
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }

        private static boolean startsWithPreface(ByteBuf bytes) {
            int length = Math.min(PREFACE.readableBytes(), bytes.readableBytes());
            return length > 0 && ByteBufUtil.equals(PREFACE, 0, bytes, bytes.readerIndex(), length);
        }
    }
}
