package com.metricai.faults;

import static com.metricai.faults.Stored.number;

import com.metricai.store.sqlite.Sqlite;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What prompts, sessions and days come to, and what the dashboard says of it. */
final class TotalsCheck {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int RANGE_DAYS = 20;

    /** Columns of {@code rollups_daily} that are not called as the measure is; sessions are not counted there. */
    private static final Map<Measure, String> COLUMNS =
            Map.of(Measure.EDIT_ACCEPTS, "accepts", Measure.EDIT_REJECTS, "rejects");

    private TotalsCheck() {}

    static void check(Differences differences, Installation installation, Sqlite sqlite, Sums sums) {
        long micros = sums.byDay(Measure.COST_MICROS);
        differences.compare("micro-USD of prompts", sum(sqlite, "cost_micros", "prompt_summary"), sums.promptMicros());
        differences.compare(
                "micro-USD of events by day",
                sum(sqlite, "event_cost_micros", "rollups_daily"),
                sums.events().get(Measure.COST_MICROS));
        differences.compare(
                "micro-USD of metrics by day",
                sum(sqlite, "metric_cost_micros", "rollups_daily"),
                sums.ofMetrics(Measure.COST_MICROS));
        differences.compare("micro-USD by session", sum(sqlite, "cost_micros", "session_totals_daily"), micros);
        for (Measure measure : Measure.values()) {
            if (measure != Measure.SESSIONS) {
                String column = COLUMNS.getOrDefault(measure, measure.column());
                differences.compare(column + " by day", sum(sqlite, column, "rollups_daily"), sums.byDay(measure));
            }
        }
        dashboard(differences, installation, micros);
    }

    private static void dashboard(Differences differences, Installation installation, long micros) {
        HttpResponse<String> panel = installation.panel(costTrend());
        if (panel == null || panel.statusCode() != 200) {
            differences.add("the dashboard answers " + (panel == null ? "nothing" : panel.statusCode() + panel.body()));
        } else {
            BigDecimal usd = JSON.readTree(panel.body()).path("totalUsd").decimalValue();
            differences.compare(
                    "micro-USD on the dashboard", usd.movePointRight(6).longValueExact(), micros);
        }
    }

    /** The panel that has all money of the load. */
    static String costTrend() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "/api/cost-trend?from=" + today.minusDays(RANGE_DAYS) + "&to=" + today;
    }

    private static long sum(Sqlite sqlite, String column, String table) {
        return number(sqlite, "SELECT coalesce(sum(" + column + "), 0) FROM " + table);
    }
}
