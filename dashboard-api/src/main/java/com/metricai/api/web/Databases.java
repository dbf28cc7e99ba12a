package com.metricai.api.web;

import com.metricai.store.access.AccessStore;
import com.metricai.store.access.AuditLog;
import com.metricai.store.access.Members;
import com.metricai.store.access.Orgs;
import com.metricai.store.access.SignIns;
import com.metricai.store.access.Tokens;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.deadletter.DeadLetterRequests;
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

/**
 * The connections. Panels only read; what admins change, and the audit log, is written by a few connections that take turns
 * with the writers of the other services, through stores that own their tables.
 */
@Configuration(proxyBeanMethods = false)
class Databases {
    /** Brings the schema up to date, too, when this service comes first. */
    @Bean
    Sqlite writer(DashboardApiProperties properties) {
        createParent(properties.database());
        Sqlite writer = Sqlite.writer(properties.database());
        try {
            SqliteMigrations.migrate(writer.jdbi());
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        return writer;
    }

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
    Members members(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new Members(writer.jdbi(), clock);
    }

    @Bean
    Tokens tokens(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new Tokens(writer.jdbi(), clock);
    }

    @Bean
    Orgs orgs(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new Orgs(writer.jdbi(), clock);
    }

    @Bean
    SignIns signIns(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new SignIns(writer.jdbi(), clock);
    }

    @Bean
    Erasures erasures(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new Erasures(writer.jdbi(), clock);
    }

    @Bean
    DeadLetterRequests deadLetterRequests(@Qualifier("writer") Sqlite writer, Clock clock) {
        return new DeadLetterRequests(writer.jdbi(), clock);
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
