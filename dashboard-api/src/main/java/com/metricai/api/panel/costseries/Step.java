package com.metricai.api.panel.costseries;

import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Range;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For how long a number of a series stands. Pure. */
enum Step {
    DAY,
    WEEK,
    MONTH;

    private static final int DAYS_OF_WEEK = 7;

    /** A line in a table has no room for more points; and any longer range holds a whole month, see {@link #starts}. */
    private static final int MOST_DAYS = 92;

    /** The step asked for; without one, that which suits a small line. */
    static Step of(@Nullable String name, Range range) {
        if (name == null) {
            return range.days().size() <= MOST_DAYS ? DAY : MONTH;
        }
        return Arrays.stream(values())
                .filter(step -> step.wireName().equals(name))
                .filter(step -> step != MONTH || range.days().size() > MOST_DAYS)
                .findFirst()
                .orElseThrow(() -> new BadParameter(
                        "step", "step is day, week or, for ranges of more than " + MOST_DAYS + " days, month"));
    }

    /**
     * The first day of each step of the range. Weeks end with the range, so that the last one is whole; the first one, and
     * the first and the last month, may lie in it in part.
     */
    List<LocalDate> starts(Range range) {
        List<LocalDate> days = range.days();
        List<LocalDate> starts = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            if (i == 0 || begins(days.get(i), days.size() - i)) {
                starts.add(days.get(i));
            }
        }
        return starts;
    }

    /** As the answer says it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean begins(LocalDate day, int daysLeft) {
        return switch (this) {
            case DAY -> true;
            case WEEK -> daysLeft % DAYS_OF_WEEK == 0;
            case MONTH -> day.getDayOfMonth() == 1;
        };
    }
}
