package com.metricai.api.panel.costtrend;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.Range;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was spent, all in USD. Where teams are chosen, a figure over a range in which too few people of theirs were active is
 * null.
 *
 * @param days every day of the range
 * @param previousTotalUsd of the range of the same length directly before
 * @param weeklyRunRateUsd the last 7 complete days, whatever the range
 * @param monthEndForecastUsd this month so far, and for each day left of it the mean of the last 14 complete days
 * @param byModel by cost, highest first
 */
record CostTrend(
        List<DayCost> days,
        BigDecimal totalUsd,
        @JsonProperty(required = true) @Nullable BigDecimal previousTotalUsd,
        @JsonProperty(required = true) @Nullable BigDecimal weeklyRunRateUsd,
        @JsonProperty(required = true) @Nullable BigDecimal monthEndForecastUsd,
        List<ModelCost> byModel) {
    record DayCost(LocalDate day, BigDecimal costUsd) {}

    record ModelCost(String model, BigDecimal costUsd) {}

    private static final int WEEK = 7;
    private static final int FORTNIGHT = 14;

    /**
     * Pure.
     *
     * @param microsByDay micro-USD of the days that have any, of {@link #needed}
     * @param mayShow whether figures of a range may be shown
     */
    static CostTrend of(
            Map<LocalDate, Long> microsByDay,
            Range range,
            LocalDate today,
            List<ModelCost> byModel,
            Predicate<Range> mayShow) {
        Range complete = new Range(today.minusDays(FORTNIGHT), today.minusDays(1));
        Range month = new Range(today.withDayOfMonth(1), today);
        int left = today.lengthOfMonth() - today.getDayOfMonth();
        // Rounded half up, once, at the end.
        long rest = (2 * sum(microsByDay, complete) * left + FORTNIGHT) / (2 * FORTNIGHT);
        return new CostTrend(
                range.days().stream()
                        .map(day -> new DayCost(day, Amounts.usd(microsByDay.getOrDefault(day, 0L))))
                        .toList(),
                Amounts.usd(sum(microsByDay, range)),
                mayShow.test(range.previous()) ? Amounts.usd(sum(microsByDay, range.previous())) : null,
                mayShow.test(complete.last(WEEK)) ? Amounts.usd(sum(microsByDay, complete.last(WEEK))) : null,
                mayShow.test(complete) && mayShow.test(month) ? Amounts.usd(sum(microsByDay, month) + rest) : null,
                byModel);
    }

    /** The days that {@link #of} looks at. */
    static List<Range> needed(Range range, LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate fortnight = today.minusDays(FORTNIGHT);
        return List.of(range, range.previous(), new Range(month.isBefore(fortnight) ? month : fortnight, today));
    }

    private static long sum(Map<LocalDate, Long> micros, Range range) {
        return range.days().stream()
                .mapToLong(day -> micros.getOrDefault(day, 0L))
                .sum();
    }
}
