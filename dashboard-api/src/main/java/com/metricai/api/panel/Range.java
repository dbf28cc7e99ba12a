package com.metricai.api.panel;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UTC days, both ends included. */
public record Range(LocalDate from, LocalDate to) {
    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 3700;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    public Range {
        if (from.isAfter(to)) {
            throw new BadParameter("from", "from is after to: " + from + " > " + to);
        }
        if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            throw new BadParameter("from", "the range is longer than " + MAX_DAYS + " days");
        }
    }

    /** From the parameters of a request: the 7 days that end with {@code to}, and that with today, unless they say more. */
    public static Range parse(@Nullable String from, @Nullable String to, LocalDate today) {
        LocalDate last = to == null ? today : day("to", to);
        return new Range(from == null ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from), last);
    }

    public long length() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** The range of the same length that ends the day before. */
    public Range previous() {
        return new Range(from.minusDays(length()), from.minusDays(1));
    }

    /** The range of so many days that ends with the same day. */
    public Range last(int days) {
        return new Range(to.minusDays(days - 1L), to);
    }

    /** Every day, in order. */
    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** A UTC day in the form YYYY-MM-DD. */
    public static LocalDate day(String parameter, String text) {
        // Four digits of a year: days are compared as text in SQL.
        if (DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new BadParameter(parameter, parameter + " is not a day of the calendar");
            }
        }
        throw new BadParameter(parameter, parameter + " is not a day in the form YYYY-MM-DD");
    }
}
