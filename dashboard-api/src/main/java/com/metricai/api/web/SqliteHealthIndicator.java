package com.metricai.api.web;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the database can be read: without it, every panel fails. */
@Component
class SqliteHealthIndicator implements HealthIndicator {
    private final Jdbi jdbi;

    SqliteHealthIndicator(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Health health() {
        try {
            jdbi.useHandle(handle ->
                    handle.createQuery("PRAGMA user_version").mapTo(int.class).one());
            return Health.up().build();
        } catch (JdbiException e) {
            return Health.down(e).build();
        }
    }
}
