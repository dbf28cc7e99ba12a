package com.metricai.api.web;

import com.metricai.store.access.AccessStore;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections: this service reads, and only brings the schema up to date when it comes first. */
@Configuration(proxyBeanMethods = false)
class Databases {
    @Bean
    Sqlite reader(DashboardApiProperties properties) {
        Path file = properties.database();
        createParent(file);
        try (Sqlite writer = Sqlite.writer(file)) {
            SqliteMigrations.migrate(writer.jdbi());
        }
        return Sqlite.reader(file);
    }

    @Bean
    Jdbi jdbi(Sqlite reader) {
        return reader.jdbi();
    }

    @Bean
    AccessStore accessStore(Jdbi jdbi, Clock clock) {
        return new AccessStore(jdbi, clock);
    }

    private static void createParent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try {
                Files.createDirectories(parent);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make the folder of the database, " + parent, e);
            }
        }
    }
}
