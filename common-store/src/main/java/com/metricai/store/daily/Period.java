package com.metricai.store.daily;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of UTC days that totals are kept of: a day {@code 2026-11-22}, a week {@code w2026-11-16} (named by its Monday) or
 * a month {@code 2026-11}. All names sort by time within their kind.
 *
 * @param name as in the tables
 * @param first its first day
 */
public record Period(String name, LocalDate first) {
    private static final int MONTH_CHARS = 7;
    private static final int DAYS_OF_WEEK = 7;

    /** The day itself. */
    public static Period ofDay(LocalDate day) {
        return new Period(day.toString(), day);
    }

    /** The week that the day lies in, from Monday. */
    public static Period weekOf(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Period("w" + monday, monday);
    }

    /** The calendar month that the day lies in. */
    public static Period monthOf(LocalDate day) {
        return new Period(day.toString().substring(0, MONTH_CHARS), day.withDayOfMonth(1));
    }

    /** The three that count a day. */
    public static List<Period> of(LocalDate day) {
        return List.of(ofDay(day), weekOf(day), monthOf(day));
    }

    /** A place for each of its days in a number's bits, the first day lowest. */
    public int bit(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(first, day);
    }

    /** Every day of a range, both ends included. */
    public static List<Period> days(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).map(Period::ofDay).toList();
    }

    /** A range, both ends included, in as few periods as can be: each of its days lies in exactly one of them. */
    public static List<Period> cover(LocalDate from, LocalDate to) {
        List<Period> periods = new ArrayList<>();
        LocalDate firstMonth = from.minusDays(1).plusMonths(1).withDayOfMonth(1);
        LocalDate endOfMonths = to.plusDays(1).withDayOfMonth(1);
        if (!firstMonth.isBefore(endOfMonths)) {
            weeks(periods, from, to.plusDays(1));
            return periods;
        }
        weeks(periods, from, firstMonth);
        for (LocalDate month = firstMonth; month.isBefore(endOfMonths); month = month.plusMonths(1)) {
            periods.add(monthOf(month));
        }
        weeks(periods, endOfMonths, to.plusDays(1));
        return periods;
    }

    private static void weeks(List<Period> periods, LocalDate from, LocalDate end) {
        LocalDate day = from;
        while (day.isBefore(end)) {
            boolean wholeWeek = day.getDayOfWeek() == DayOfWeek.MONDAY
                    && !day.plusDays(DAYS_OF_WEEK).isAfter(end);
            periods.add(wholeWeek ? weekOf(day) : ofDay(day));
            day = day.plusDays(wholeWeek ? DAYS_OF_WEEK : 1);
        }
    }
}
