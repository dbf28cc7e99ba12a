package com.metricai.rollup;

import com.metricai.rollup.job.erasure.ErasureJob;
import com.metricai.rollup.job.retention.RetentionJob;
import com.metricai.rollup.job.rollup.RollupJob;
import com.metricai.rollup.schedule.Schedule;
import com.metricai.service.metric.Standing;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** rollup-cron on its own. Its web server answers health and metrics only. */
@SpringBootApplication
@EnableConfigurationProperties(RollupProperties.class)
public class RollupApplication {
    /** The application, not yet run: for {@code main} and for whoever runs several services in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(RollupApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=rollup-cron");
    }

    static void main(String[] args) {
        builder().build().run(args);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Sqlite writer(RollupProperties properties) {
            Sqlite writer = Sqlite.writer(properties.database());
            SqliteMigrations.migrate(writer.jdbi());
            return writer;
        }

        @Bean
        Sqlite reader(RollupProperties properties) {
            return Sqlite.reader(properties.database());
        }

        @Bean
        Standing standing(MeterRegistry registry, Clock clock) {
            return new Standing("rollup", registry, clock);
        }

        /** Part of readiness. Not of liveness: a ClickHouse that is away is no reason to start this service again. */
        @Bean
        HealthIndicator rollupHealthIndicator(RollupProperties properties, Standing standing) {
            return () -> standing.lasting().compareTo(properties.longestStanding()) <= 0
                    ? Health.up().build()
                    : Health.down().build();
        }

        @Bean
        Schedule schedule(RollupProperties properties, Sqlite writer, Sqlite reader, Standing standing, Clock clock) {
            ClickHouse clickHouse = new ClickHouse(
                    properties.clickhouseUrl(), properties.clickhouseUser(), properties.clickhousePassword());
            RollupJob rollup = new RollupJob(
                    writer.jdbi(),
                    reader.jdbi(),
                    clickHouse,
                    clock,
                    properties.limits().shortestSource());
            RetentionJob retention = new RetentionJob(writer.jdbi(), clickHouse, clock, properties.limits());
            ErasureJob erasure = new ErasureJob(writer.jdbi(), reader.jdbi(), clickHouse, properties.database(), clock);
            return new Schedule(
                    rollup,
                    retention,
                    erasure,
                    standing,
                    properties.markedEvery(),
                    properties.recentEvery(),
                    properties.retentionEvery(),
                    properties.erasureEvery());
        }
    }
}
