package com.metricai.api.panel.costseries;

import com.metricai.api.panel.Range;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** For how long a number of a series stands. Pure. */
enum Step {
    DAY,
    MONTH;

    /** A line in a table has no room for more points; and any longer range holds a whole month, see {@link #starts}. */
    private static final int MOST_DAYS = 92;

    /** The step that a range is told in. */
    static Step of(Range range) {
        return range.days().size() <= MOST_DAYS ? DAY : MONTH;
    }

    /** The first day of each step of the range; the first and the last month may lie in it in part. */
    List<LocalDate> starts(Range range) {
        if (this == DAY) {
            return range.days();
        }
        Stream<LocalDate> later = range.from()
                .withDayOfMonth(1)
                .plusMonths(1)
                .datesUntil(range.to().plusDays(1), Period.ofMonths(1));
        return Stream.concat(Stream.of(range.from()), later).toList();
    }

    /** Names the step that a day lies in, as {@link CostSeriesQuery} reads it: 2026-11-22 or 2026-11. */
    String nameOf(LocalDate day) {
        String text = day.toString();
        return this == DAY ? text : text.substring(0, "2026-11".length());
    }

    /** As the answer says it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
