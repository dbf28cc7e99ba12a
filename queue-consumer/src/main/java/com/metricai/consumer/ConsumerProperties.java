package com.metricai.consumer;

import com.metricai.store.daily.OpenDays;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of queue-consumer, {@code metric-ai.consumer.*}.
 *
 * @param database the SQLite file, on a local disk
 * @param bootstrapServers Kafka, host:port,…
 * @param groupId the consumer group; ingest looks at its lag
 * @param instanceId a name that stays the same over restarts, so that a restart after a crash need not wait for the
 *     group to give the old member up; empty for none, which several instances with one name would need
 * @param clickhouseUrl JDBC, with the database
 * @param spanRetention how long spans are kept; a day is closed 2 days before the shortest of the three
 * @param eventRetention how long events are kept
 * @param metricRetention how long metric rows are kept; all three at least 3 days
 * @param maxValues distinct users, teams, repositories, models, tools and agents, of each, that an org may have on a day:
 *     beyond, a value is stored as {@code other}
 * @param keepReadRecords how long the topic keeps what was read: it may hold content
 * @param purgeEvery between two deletions of that
 * @param settleDeadLettersEvery between two looks at what operators asked to be done about dead letters
 * @param noteGoneDeadLettersEvery between two looks at which dead letters their topic holds no more
 */
@Validated
@ConfigurationProperties("metric-ai.consumer")
public record ConsumerProperties(
        @NotNull Path database,
        @NotBlank String bootstrapServers,
        @NotBlank @DefaultValue("queue-consumer") String groupId,
        @DefaultValue("") String instanceId,
        @NotBlank String clickhouseUrl,
        @DefaultValue("default") String clickhouseUser,
        @DefaultValue("") String clickhousePassword,
        @DefaultValue("30d") Duration spanRetention,
        @DefaultValue("30d") Duration eventRetention,
        @DefaultValue("90d") Duration metricRetention,
        @Positive @DefaultValue("10000") int maxValues,
        @DefaultValue("6h") Duration keepReadRecords,
        @DefaultValue("10m") Duration purgeEvery,
        @DefaultValue("2s") Duration settleDeadLettersEvery,
        @DefaultValue("10m") Duration noteGoneDeadLettersEvery) {

    public ConsumerProperties {
        // Refuses what is too short.
        OpenDays.shortest(spanRetention, eventRetention, metricRetention);
    }

    Duration shortestRetention() {
        return OpenDays.shortest(spanRetention, eventRetention, metricRetention);
    }
}
