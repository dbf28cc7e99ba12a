package com.metricai.ingest.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Tells the peer of a connection beyond the limit to come again, whatever it sends: a connection that is only closed costs
 * the client its batch.
 */
final class TooManyConnections extends ChannelInboundHandlerAdapter {
    /** For the answer to be read: what is closed with unread bytes is reset, and the answer with it. */
    private static final long LINGER_MS = 2_000;

    private static final String BODY =
            "{\"code\":14,\"message\":\"too many connections: try again in a moment, or raise INGEST_MAX_CONNECTIONS\"}";
    private static final byte[] ANSWER = ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
                    + "Retry-After: 2\r\nConnection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private boolean answered;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Nobody behind this one must answer; reading was theirs to begin.
        context.channel().config().setAutoRead(true);
        Future<?> _ = context.executor().schedule(() -> end(context.channel()), LINGER_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ReferenceCountUtil.release(bytes);
        if (!answered) {
            answered = true;
            Future<?> _ = context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER))
                    .addListener(written -> endOutput(context.channel()));
        }
    }

    private static void end(Channel channel) {
        Future<?> _ = channel.close();
    }

    private static void endOutput(Channel channel) {
        if (channel instanceof DuplexChannel duplex) {
            Future<?> _ = duplex.shutdownOutput();
        }
    }
}
