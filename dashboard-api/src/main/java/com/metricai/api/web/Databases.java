package com.metricai.api.web;

import com.metricai.store.access.AccessStore;
import com.metricai.store.access.AuditLog;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.people.Erasures;
import com.metricai.store.people.PseudonymKeys;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The connections. Panels read; the few things that this service writes go through stores that own their tables. */
@Configuration(proxyBeanMethods = false)
class Databases {
    @Bean
    Sqlite writer(DashboardApiProperties properties) {
        createParent(properties.database());
        Sqlite writer = Sqlite.writer(properties.database());
        SqliteMigrations.migrate(writer.jdbi());
        return writer;
    }

    /** After the writer, which brings the schema up to date. */
    @Bean
    @DependsOn("writer")
    Sqlite reader(DashboardApiProperties properties) {
        return Sqlite.reader(properties.database());
    }

    @Bean
    Jdbi jdbi(@Qualifier("reader") Sqlite reader) {
        return reader.jdbi();
    }

    @Bean
    AccessStore accessStore(Jdbi jdbi, Clock clock) {
        return new AccessStore(jdbi, clock);
    }

    @Bean
    Erasures erasures(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new Erasures(writer.jdbi(), clock);
    }

    @Bean
    AuditLog auditLog(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new AuditLog(writer.jdbi(), clock);
    }

    @Bean
    PseudonymKeys pseudonymKeys(Jdbi jdbi, @Qualifier("writer") Sqlite writer) {
        return new PseudonymKeys(jdbi, writer.jdbi());
    }

    @Bean
    ClickHouse clickHouse(DashboardApiProperties properties) {
        return new ClickHouse(properties.clickhouseUrl(), properties.clickhouseUser(), properties.clickhousePassword());
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
