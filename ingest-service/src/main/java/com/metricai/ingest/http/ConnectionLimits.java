package com.metricai.ingest.http;

import com.metricai.ingest.IngestSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * How many connections there may be, how large the head of a request, and how long it may take to come. Connections that
 * are silent between requests stay: clients send on theirs every few seconds to minutes.
 */
final class ConnectionLimits implements NettyServerCustomizer {
    private static final int MAX_REQUEST_LINE = 4 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;

    private final IngestSettings settings;
    private final MeterRegistry registry;
    private final AtomicInteger open;

    ConnectionLimits(IngestSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.open = registry.gauge("ingest.connections", new AtomicInteger());
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.httpRequestDecoder(decoder ->
                        decoder.maxInitialLineLength(MAX_REQUEST_LINE).maxHeaderSize(MAX_HEADERS))
                // Finds out about peers that are gone without a word.
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .doOnChannelInit((observer, channel, address) -> {
                    Future<?> _ = channel.closeFuture().addListener(closed -> open.decrementAndGet());
                    if (open.incrementAndGet() > settings.maxConnections()) {
                        registry.counter("ingest.rejected", "reason", "connections")
                                .increment();
                        channel.pipeline().addFirst(new TooManyConnections());
                    } else {
                        channel.pipeline().addFirst(new HeadDeadline(settings.headTimeout()));
                    }
                });
    }
}
