package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the Kafka side together. */
@Configuration(proxyBeanMethods = false)
public class QueueConfiguration {
    @Bean
    Publisher publisher(IngestSettings settings, MeterRegistry registry) {
        return new Publisher(settings, registry);
    }

    @Bean
    Intake intake() {
        return new Intake();
    }

    @Bean
    BrokerWatch brokerWatch(
            IngestSettings settings, Clock clock, Intake intake, Publisher publisher, MeterRegistry registry) {
        BrokerWatch watch = new BrokerWatch(settings, clock, intake, publisher).start();
        registry.gauge("ingest.backlog.records", watch, BrokerWatch::unreadExports);
        registry.gauge("ingest.intake.closed", intake, each -> each.closedBecause() == null ? 0 : 1);
        return watch;
    }

    /**
     * Ready while it can publish: the topics are there, the broker was not found away, the producer gets through to it, the
     * intake is open. Whoever is not ready still answers 503, which clients repeat; a balancer that refuses connections instead loses their batches.
     */
    @Bean
    HealthIndicator queueHealthIndicator(BrokerWatch broker, Publisher publisher, Intake intake) {
        return () -> {
            String closedBecause = intake.closedBecause();
            boolean publishes =
                    broker.isTopicsReady() && !broker.isAway() && publisher.isWorking() && closedBecause == null;
            Health.Builder health = publishes ? Health.up() : Health.outOfService();
            return health.withDetail("brokerAnswers", broker.isReachable())
                    .withDetail("intake", closedBecause == null ? "open" : closedBecause)
                    .build();
        };
    }
}
