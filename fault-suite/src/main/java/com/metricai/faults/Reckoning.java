package com.metricai.faults;

import com.metricai.otlp.envelope.Topics;
import com.metricai.store.sqlite.Sqlite;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Compares what was sent with what is there. */
final class Reckoning {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String GROUP = "queue-consumer";
    private static final long ADMIN_SECONDS = 10;
    private static final int RANGE_DAYS = 20;
    private static final int SHOWN = 20;

    /**
     * What was found.
     *
     * @param differences in words; none when every promise was kept
     * @param strays exports that were never acknowledged and are there all the same, once
     */
    record Result(
            List<String> differences,
            int strays,
            long spans,
            long events,
            long metricExports,
            long micros,
            long books) {}

    private record Sums(long micros, long tokens) {}

    private final Installation installation;
    private final List<Ledger.Entry> entries;
    private final List<String> differences = new ArrayList<>();
    private int strays;
    private long eventMicros;
    private long promptMicros;
    private long metricMicros;
    private long tokens;
    private long spans;
    private long events;
    private long metricExports;

    private Reckoning(Installation installation, List<Ledger.Entry> entries) {
        this.installation = installation;
        this.entries = entries;
    }

    /** Looks once; what is still on its way shows as a difference. */
    static Result look(Installation installation, List<Ledger.Entry> entries) {
        Reckoning reckoning = new Reckoning(installation, entries);
        long books = 0;
        try (Sqlite sqlite = Sqlite.reader(installation.places().database())) {
            reckoning.drained(sqlite);
            if (reckoning.differences.isEmpty()) {
                reckoning.exports(sqlite);
                reckoning.totals(sqlite);
                books = reckoning.books(sqlite);
            }
        } catch (SQLException | RuntimeException | ExecutionException | TimeoutException e) {
            reckoning.differences.add("could not be looked at: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reckoning.differences.add("interrupted");
        }
        return new Result(
                reckoning.differences,
                reckoning.strays,
                reckoning.spans,
                reckoning.events,
                reckoning.metricExports,
                reckoning.eventMicros + reckoning.metricMicros,
                books);
    }

    private void compare(String what, long got, long want) {
        if (got != want) {
            differ(what + ": " + got + " for " + want);
        }
    }

    private void differ(String difference) {
        if (differences.size() < SHOWN) {
            differences.add(difference);
        }
    }

    private void drained(Sqlite sqlite) throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                installation.bootstrapServers(),
                "default.api.timeout.ms",
                "8000",
                "request.timeout.ms",
                "8000"))) {
            compare("lag of the consumer", lag(admin), 0);
            compare(
                    "dead letters",
                    ends(admin, Topics.DEAD_LETTER).values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    0);
        }
        compare("rows in the outbox", number(sqlite, "SELECT count(*) FROM outbox"), 0);
        compare("days to be rolled up", number(sqlite, "SELECT count(*) FROM dirty_days"), 0);
    }

    private static long lag(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS);
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends(admin, Topics.INGEST).entrySet()) {
            OffsetAndMetadata position = committed.get(end.getKey());
            lag += end.getValue() - (position == null ? 0 : position.offset());
        }
        return lag;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> partitions =
                admin
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                        .values()
                        .stream()
                        .flatMap(description -> description.partitions().stream())
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get(ADMIN_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Each export: there once when it was acknowledged, and never in part. */
    private void exports(Sqlite sqlite) throws SQLException {
        Map<String, Integer> storedSpans = keys(sqlite, "SELECT trace_id || ' ' || span_id FROM spans");
        Map<String, Integer> storedEvents = keys(
                sqlite,
                "SELECT session_id || ' ' || time_ms || ' ' || coalesce(sequence, '') || ' ' || name FROM events");
        Map<String, Sums> storedMetrics = metrics();
        for (Ledger.Entry entry : entries) {
            switch (entry.export().signal()) {
                case TRACES -> {
                    if (isThere(entry, storedSpans)) {
                        spans += entry.export().facts().keys().size();
                    }
                }
                case LOGS -> {
                    if (isThere(entry, storedEvents)) {
                        events += entry.export().facts().keys().size();
                        eventMicros += entry.export().facts().micros();
                        promptMicros += entry.export().facts().promptMicros();
                        tokens += entry.export().facts().tokens();
                    }
                }
                case METRICS -> metrics(entry, storedMetrics);
            }
        }
        compare("spans in all", storedSpans.size(), spans);
        compare("events in all", storedEvents.size(), events);
    }

    private boolean isThere(Ledger.Entry entry, Map<String, Integer> stored) {
        int there = 0;
        for (String key : entry.export().facts().keys()) {
            int times = stored.getOrDefault(key, 0);
            if (times > 1) {
                differ(entry.export().id() + ": " + key + " is there " + times + " times");
            }
            there += Math.min(times, 1);
        }
        int all = entry.export().facts().keys().size();
        if (there != all && (there != 0 || isAcknowledged(entry))) {
            differ(described(entry) + ": " + there + " of " + all + " records are there");
        }
        if (there > 0 && !isAcknowledged(entry)) {
            strays++;
        }
        return there > 0;
    }

    private void metrics(Ledger.Entry entry, Map<String, Sums> stored) {
        Facts facts = entry.export().facts();
        long micros = 0;
        long counted = 0;
        boolean there = false;
        for (String session : facts.keys()) {
            Sums sums = stored.get(session);
            if (sums != null) {
                there = true;
                micros += sums.micros;
                counted += sums.tokens;
            }
        }
        if (there ? micros != facts.micros() || counted != facts.tokens() : isAcknowledged(entry) && facts.counts()) {
            differ(described(entry) + ": " + micros + " micro-USD and " + counted + " tokens for " + facts.micros()
                    + " and " + facts.tokens());
        }
        if (there) {
            metricExports++;
            metricMicros += facts.micros();
            tokens += facts.tokens();
            strays += isAcknowledged(entry) ? 0 : 1;
        }
    }

    private static boolean isAcknowledged(Ledger.Entry entry) {
        return entry.outcome().fate() == Fate.ACKNOWLEDGED;
    }

    private static String described(Ledger.Entry entry) {
        return entry.outcome().fate() + " " + entry.export().id();
    }

    private Map<String, Sums> metrics() throws SQLException {
        Map<String, Sums> metrics = new HashMap<>();
        try (Connection connection = installation.clickHouse().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT session_id, sum(cost_micros), sum(input_tokens + output_tokens + cache_read_tokens"
                                + " + cache_creation_tokens) FROM metric_ai_metrics FINAL GROUP BY session_id")) {
            while (rows.next()) {
                metrics.put(rows.getString(1), new Sums(rows.getLong(2), rows.getLong(3)));
            }
        }
        return metrics;
    }

    private void totals(Sqlite sqlite) {
        compare(
                "micro-USD of prompts",
                number(sqlite, "SELECT coalesce(sum(cost_micros), 0) FROM prompt_summary"),
                promptMicros);
        compare(
                "micro-USD of events by day",
                number(sqlite, "SELECT coalesce(sum(event_cost_micros), 0) FROM rollups_daily"),
                eventMicros);
        compare(
                "micro-USD of metrics by day",
                number(sqlite, "SELECT coalesce(sum(metric_cost_micros), 0) FROM rollups_daily"),
                metricMicros);
        compare(
                "micro-USD by day",
                number(sqlite, "SELECT coalesce(sum(cost_micros), 0) FROM rollups_daily"),
                eventMicros + metricMicros);
        compare(
                "tokens by day",
                number(
                        sqlite,
                        "SELECT coalesce(sum(input_tokens + output_tokens + cache_read_tokens + cache_creation_tokens), 0) FROM rollups_daily"),
                tokens);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        HttpResponse<String> panel =
                installation.panel("/api/cost-trend?from=" + today.minusDays(RANGE_DAYS) + "&to=" + today);
        if (panel == null || panel.statusCode() != 200) {
            differ("the dashboard answers " + (panel == null ? "nothing" : panel.statusCode() + panel.body()));
        } else {
            BigDecimal usd = JSON.readTree(panel.body()).path("totalUsd").decimalValue();
            compare("micro-USD on the dashboard", usd.movePointRight(6).longValueExact(), eventMicros + metricMicros);
        }
    }

    /** Returns how many records they count. */
    private long books(Sqlite sqlite) {
        for (String signal : List.of("traces", "logs", "metrics")) {
            compare(
                    "books of " + signal,
                    number(
                            sqlite,
                            "SELECT coalesce(sum(records), 0) FROM books WHERE signal = '" + signal
                                    + "' AND (outcome IN ('written', 'duplicate') OR outcome LIKE 'dropped:%')"),
                    number(
                            sqlite,
                            "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'decoded' AND signal = '"
                                    + signal + "'"));
        }
        compare(
                "spans written by the books",
                number(
                        sqlite,
                        "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'written' AND signal = 'traces'"),
                spans);
        compare(
                "events written by the books",
                number(
                        sqlite,
                        "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'written' AND signal = 'logs'"),
                events);
        return number(sqlite, "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'decoded'");
    }

    private static long number(Sqlite sqlite, String sql) {
        return sqlite.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    private static Map<String, Integer> keys(Sqlite sqlite, String sql) {
        Map<String, Integer> keys = new HashMap<>();
        sqlite.jdbi()
                .useHandle(handle ->
                        handle.createQuery(sql).mapTo(String.class).forEach(key -> keys.merge(key, 1, Integer::sum)));
        return keys;
    }
}
