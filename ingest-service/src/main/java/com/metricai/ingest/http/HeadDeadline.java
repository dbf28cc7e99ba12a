package com.metricai.ingest.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which no first request comes in time, or on which the head of a request begins and does not end.
 * Used by the connection's event loop alone.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private final Duration limit;
    private @Nullable Future<?> deadline;
    private boolean watching;
    private boolean inRequest;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ChannelHandlerContext codec = context.pipeline().context(HttpServerCodec.class);
        if (!watching && codec != null) {
            context.pipeline().addAfter(codec.name(), null, new Heads());
            watching = true;
        }
        if (!inRequest) {
            begin(context);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
        context.fireChannelInactive();
    }

    private void begin(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = context.executor().schedule(() -> expired(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end() {
        if (deadline != null) {
            boolean _ = deadline.cancel(false);
            deadline = null;
        }
    }

    private static void expired(ChannelHandlerContext context) {
        // Without the codec it is HTTP/2, whose heads Netty bounds.
        if (context.pipeline().get(HttpServerCodec.class) != null) {
            Future<?> _ = context.close();
        }
    }

    /** Behind the codec: sees where requests begin and end. */
    private final class Heads extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                end();
                inRequest = true;
            }
            if (message instanceof LastHttpContent) {
                inRequest = false;
            }
            context.fireChannelRead(message);
        }
    }
}
