package com.metricai.ingest.usage;

import com.metricai.ingest.IngestSettings;
import com.metricai.ingest.queue.Publisher;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts counting and reporting together. */
@Configuration(proxyBeanMethods = false)
public class UsageConfiguration {
    @Bean
    UsageCounters usageCounters(Clock clock) {
        return new UsageCounters(clock);
    }

    /** Closed before the publisher, through which it sends the last report. */
    @Bean
    UsageReporter usageReporter(UsageCounters counters, Publisher publisher, Clock clock, IngestSettings settings) {
        return new UsageReporter(counters, publisher::report, clock, settings.usageReport()).start();
    }
}
