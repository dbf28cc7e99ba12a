package com.metricai.ingest.http;

import com.metricai.ingest.IngestSettings;
import com.metricai.ingest.auth.Credentials;
import com.metricai.ingest.auth.RateLimits;
import com.metricai.ingest.queue.BrokerWatch;
import com.metricai.ingest.queue.Intake;
import com.metricai.ingest.queue.Publisher;
import com.metricai.ingest.usage.UsageCounters;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

/** Puts the HTTP side together. */
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {
    /** Before Spring's own, which would answer 500. */
    private static final int BEFORE_SPRINGS = -2;

    @Bean
    GrpcHint grpcHint() {
        return new GrpcHint();
    }

    @Bean
    InFlight inFlight(IngestSettings settings) {
        return new InFlight(settings.maxInFlight().toBytes());
    }

    @Bean
    Ledger ledger(MeterRegistry registry, UsageCounters usage, InFlight inFlight) {
        return new Ledger(registry, usage, inFlight);
    }

    @Bean(destroyMethod = "dispose")
    HeavyWork heavyWork() {
        return new HeavyWork();
    }

    @Bean
    RouterFunction<ServerResponse> exportRoutes(
            IngestSettings settings,
            Credentials credentials,
            RateLimits rates,
            Intake intake,
            BrokerWatch broker,
            Publisher publisher,
            InFlight inFlight,
            Ledger ledger,
            GrpcHint hint,
            HeavyWork heavyWork,
            Clock clock) {
        ExportHandler exports = new ExportHandler(
                settings,
                credentials,
                rates,
                intake,
                broker,
                new BodyReader(settings, heavyWork),
                publisher,
                inFlight,
                ledger,
                clock);
        return new ExportRoutes(exports, hint, ledger).routes();
    }

    @Bean
    WebFilter dateHeader(Clock clock) {
        return new DateHeader(clock);
    }

    @Bean
    @Order(BEFORE_SPRINGS)
    WebExceptionHandler lastResort(Ledger ledger) {
        return new LastResort(ledger);
    }

    /**
     * No idle timeout is set on purpose: clients keep one connection and send on it every few seconds to minutes, and
     * lose a batch when it is closed just then.
     */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> server(
            IngestSettings settings, GrpcHint hint, MeterRegistry registry) {
        return factory -> {
            factory.setPort(settings.port());
            factory.setAddress(address(settings.address()));
            factory.addServerCustomizers(new Http2Handling(hint), new ConnectionLimits(settings, registry));
        };
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("metric-ai.ingest.address " + host + " is not known", e);
        }
    }
}
