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
    BrokerWatch brokerWatch(IngestSettings settings, Clock clock, Intake intake, MeterRegistry registry) {
        BrokerWatch watch = new BrokerWatch(settings, clock, intake).start();
        registry.gauge("ingest.backlog.records", watch, BrokerWatch::unreadExports);
        registry.gauge("ingest.intake.closed", intake, each -> each.closedBecause() == null ? 0 : 1);
        return watch;
    }

    /**
     * Ready once the topics are there. A broker that goes away later is only reported: then the clients need our 503, and
     * not a refused connection.
     */
    @Bean
    HealthIndicator queueHealthIndicator(BrokerWatch broker, Intake intake) {
        return () -> {
            Health.Builder health = broker.isTopicsReady() ? Health.up() : Health.outOfService();
            String closedBecause = intake.closedBecause();
            return health.withDetail("brokerAnswers", broker.isReachable())
                    .withDetail("intake", closedBecause == null ? "open" : closedBecause)
                    .build();
        };
    }
}
