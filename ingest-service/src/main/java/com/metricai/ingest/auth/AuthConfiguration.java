package com.metricai.ingest.auth;

import com.metricai.ingest.IngestSettings;
import com.metricai.store.access.Limits;
import com.metricai.store.access.TokenDirectory;
import com.metricai.store.sqlite.Sqlite;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts tokens and rates together. */
@Configuration(proxyBeanMethods = false)
public class AuthConfiguration {
    @Bean
    Sqlite tokenStore(IngestSettings settings) {
        return Sqlite.reader(settings.database());
    }

    @Bean
    TokenDirectory tokenDirectory(Sqlite tokenStore, Clock clock) {
        return new TokenDirectory(tokenStore.jdbi(), clock);
    }

    @Bean
    TokenRefresh tokenRefresh(TokenDirectory directory, IngestSettings settings) {
        return new TokenRefresh(directory, settings.tokenRefresh()).start();
    }

    @Bean
    Credentials credentials(TokenDirectory directory) {
        return new Credentials(directory);
    }

    @Bean
    RateLimits rateLimits(IngestSettings settings) {
        return new RateLimits(
                new Limits((long) settings.rateLimit(), settings.byteRateLimit().toBytes()),
                settings.maxBody().toBytes());
    }

    /** Not ready before the tokens were read once: until then nobody can be let in. */
    @Bean
    HealthIndicator tokensHealthIndicator(TokenDirectory directory) {
        return () -> directory.isLoaded()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("why", "the tokens were not read yet")
                        .build();
    }
}
