package com.metricai.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNamesTest {
    @ParameterizedTest
    @CsvSource({
        "com.metricai.ingest.http.Export, ingest-service",
        "com.metricai.consumer.Listen, queue-consumer",
        "com.metricai.rollup.job.Daily, rollup-cron",
        "com.metricai.api.panel.Cost, dashboard-api",
        "com.metricai.access.Login, local-access",
        "com.metricai.kafka.embedded.EmbeddedKafka, standalone",
        "com.metricai.clickhouse.embedded.Engine, standalone",
        "com.metricai.standalone.Main, standalone",
        "com.metricai.service.trace.RequestLog, other",
        "com.metricai, other",
        "org.apache.kafka.Client, other"
    })
    void service_followsThePackage(String logger, String service) {
        assertThat(ServiceNames.of(logger, "other")).isEqualTo(service);
    }
}
