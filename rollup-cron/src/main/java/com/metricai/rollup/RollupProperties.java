package com.metricai.rollup;

import com.metricai.rollup.job.retention.Limits;
import com.metricai.store.daily.OpenDays;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of rollup-cron, {@code metric-ai.rollup.*}.
 *
 * @param database the SQLite file, on a local disk
 * @param clickhouseUrl JDBC, with the database
 * @param markedEvery between two looks for days that new rows have marked
 * @param recentEvery between two recomputations of today and yesterday
 * @param retentionEvery between two runs of the retention job
 * @param erasureEvery between two looks for people to be erased
 * @param spanRetention how long spans are kept; must be what queue-consumer is told, as the next two
 * @param eventRetention how long events are kept
 * @param metricRetention how long metric rows are kept
 * @param promptRetention how long prompt summaries and sessions are kept: not for less time than spans, events and metrics
 * @param auditRetention how long the audit log is kept; 31 days at least
 */
@Validated
@ConfigurationProperties("metric-ai.rollup")
public record RollupProperties(
        @NotNull Path database,
        @NotBlank String clickhouseUrl,
        @DefaultValue("default") String clickhouseUser,
        @DefaultValue("") String clickhousePassword,
        @DefaultValue("1s") Duration markedEvery,
        @DefaultValue("15m") Duration recentEvery,
        @DefaultValue("1h") Duration retentionEvery,
        @DefaultValue("2s") Duration erasureEvery,
        @DefaultValue("30d") Duration spanRetention,
        @DefaultValue("30d") Duration eventRetention,
        @DefaultValue("90d") Duration metricRetention,
        @DefaultValue("400d") Duration promptRetention,
        @DefaultValue("365d") Duration auditRetention) {

    /** The schema refuses to delete entries of the last 30 days. */
    private static final Duration SHORTEST_AUDIT = Duration.ofDays(31);

    private static final int SOME_INTERVALS = 10;
    private static final Duration LEAST_STANDING = Duration.ofMinutes(1);

    public RollupProperties {
        if (auditRetention.compareTo(SHORTEST_AUDIT) < 0) {
            throw new IllegalArgumentException("an audit retention of " + auditRetention + " is below 31 days");
        }
        // Refuses what is too short.
        OpenDays.shortest(spanRetention, eventRetention, metricRetention);
        refuseLonger("SPAN_RETENTION", spanRetention, promptRetention);
        refuseLonger("EVENT_RETENTION", eventRetention, promptRetention);
        refuseLonger("METRIC_RETENTION", metricRetention, promptRetention);
    }

    /** The session says whether events or metrics count: a day computed anew without it would count both. */
    private static void refuseLonger(String setting, Duration retention, Duration promptRetention) {
        if (promptRetention.compareTo(retention) < 0) {
            throw new IllegalArgumentException("PROMPT_RETENTION, " + promptRetention + ", is below " + setting + ", "
                    + retention + ": sessions must be kept as long as what belongs to them");
        }
    }

    /** How long the rollup of marked days may fail, or take, while this service is called ready. */
    Duration longestStanding() {
        Duration some = markedEvery.multipliedBy(SOME_INTERVALS);
        return some.compareTo(LEAST_STANDING) > 0 ? some : LEAST_STANDING;
    }

    Limits limits() {
        return new Limits(spanRetention, eventRetention, metricRetention, promptRetention, auditRetention);
    }
}
