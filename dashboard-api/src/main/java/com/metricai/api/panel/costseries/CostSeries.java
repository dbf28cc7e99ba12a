package com.metricai.api.panel.costseries;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Cost over time, one number a step and nothing else: for a stack of columns, or a small line beside each of many.
 *
 * @param step {@code day}, {@code week} or {@code month}
 * @param starts the first day of each step; the first step and the last month may lie in the range in part
 * @param series of those who cost anything, by cost, highest first
 */
record CostSeries(String step, List<LocalDate> starts, List<Series> series) {
    /**
     * One line.
     *
     * @param key a person as the caller may know them, a team, a repo or a model; "" for what has none
     * @param costUsd one for each of {@code starts}
     */
    record Series(Object key, List<BigDecimal> costUsd) {}
}
